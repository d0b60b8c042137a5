import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin, type PreRenderedChunk } from 'rolldown';
import { packageFolder } from './scripts/licenses.ts';

const ROOT = dirname(fileURLToPath(import.meta.url));

/** One import of a third-party package that is answered by less code than the package would bring. */
interface Trim {
  readonly module: RegExp;
  /** Files whose import is answered so. */
  readonly importer: RegExp;
  /** False if `importer` also matches files that don't import it. Otherwise such a file fails the build: the line is stale. */
  readonly exact?: false;
  /** Source of the module that takes its place. What it imports is found from the importer. */
  readonly code: string;
}

const TRIMS: readonly Trim[] = [
  {
    // Downloading, finding and deleting artifacts brings Octokit and an unzipper. We only upload.
    module: /^\.\/(download|delete|find)\//,
    importer: /@actions\/artifact\/lib\/internal\/client\.js$/,
    code: absent('Artifacts are only uploaded here.', [
      'deleteArtifactInternal',
      'deleteArtifactPublic',
      'downloadArtifactInternal',
      'downloadArtifactPublic',
      'getArtifactInternal',
      'getArtifactPublic',
      'listArtifactsInternal',
      'listArtifactsPublic',
    ]),
  },
  {
    // undici 6, for a dispatcher that only Octokit asks for. Requests of http-client itself go through node:https and tunnel.
    module: /^undici$/,
    importer: /@actions\/http-client\/lib\/index\.js$/,
    code: absent('Only Octokit needs a dispatcher, and it is not here.', ['ProxyAgent']),
  },
  {
    // undici 7, for a kind of connection that can't work with proxies: src/elastic/client.ts names the other one.
    module: /^undici$/,
    importer: /@elastic\/transport\/esm\/connection\/UndiciConnection\.js$/,
    code: absent('Connections to Elasticsearch are made with HttpConnection.', ['Pool', 'buildConnector']),
  },
  {
    // The one function that archiver uses of a hundred.
    module: /^async$/,
    importer: /archiver\/lib\/core\.js$/,
    code: "export { default as queue } from 'async/queue.js';",
  },
  {
    // A copy of Node's own streams, for Node versions older than ours.
    module: /^readable-stream$/,
    importer: /[\\/](archiver|archiver-utils|compress-commons|crc32-stream|zip-stream)[\\/]/,
    exact: false,
    code: "module.exports = require('node:stream');",
  },
  {
    // The same, of an older line.
    module: /^readable-stream\/passthrough$/,
    importer: /[\\/]lazystream[\\/]lib[\\/]lazystream\.js$/,
    code: "module.exports = require('node:stream').PassThrough;",
  },
  {
    // Only required where there is no global ReadableStream.
    module: /^web-streams-polyfill\//,
    importer: /fetch-blob\/streams\.cjs$/,
    code: 'export {};',
  },
];

/** Source of functions that may be imported but not called. */
function absent(why: string, names: readonly string[]): string {
  return names
    .map((name) => `export function ${name}() { throw new Error('${name} is not part of this build. ${why}'); }`)
    .join('\n');
}

const PREFIX = '\0trim:';

function trim(): Plugin {
  const met = new Set<string>();
  const importers = new Map<string, string>();
  return {
    name: 'trim',
    resolveId(id, importer) {
      if (importer === undefined) return null;
      const home = importers.get(importer);
      if (home !== undefined) return this.resolve(id, home);
      const index = TRIMS.findIndex((each) => each.module.test(id) && each.importer.test(importer));
      if (index < 0) return null;
      met.add(importer);
      const name = `${PREFIX}${index}`;
      if (!importers.has(name)) importers.set(name, importer);
      return name;
    },
    load(id) {
      return id.startsWith(PREFIX) ? TRIMS[Number(id.slice(PREFIX.length))]?.code : null;
    },
    buildEnd() {
      for (const id of this.getModuleIds()) {
        const expected = TRIMS.some((each) => each.exact !== false && each.importer.test(id));
        if (expected && !met.has(id)) {
          this.error(`${id} no longer imports what rolldown.config.ts replaces: look at its new version.`);
        }
      }
    },
  };
}

/** Named by what is in it, without a hash, so that a change of one package shows as a change of one file. */
function chunkName({ name, facadeModuleId, moduleIds }: PreRenderedChunk): string {
  const folder = packageFolder(facadeModuleId ?? moduleIds.at(-1) ?? '');
  return name.startsWith('rolldown') ? 'runtime.js' : `${folder === undefined ? name : basename(folder)}.js`;
}

/** How the Action is bundled: ES modules, readable, without maps. Paths in it are relative to `root`, so folders don't matter. */
export const bundleOptions = (entry = join(ROOT, 'src/main.ts'), root = ROOT) =>
  defineConfig({
    cwd: root,
    input: { index: entry },
    platform: 'node',
    // ES modules first: only they can be cut down to what is used (OpenTelemetry ships 400 kB of names).
    resolve: { mainFields: ['module', 'main'] },
    treeshake: {
      // Read in the versions that are pinned: nothing happens when they are imported. Their package.json doesn't say so.
      moduleSideEffects: [{ test: /[\\/]node_modules[\\/]@actions[\\/]/, sideEffects: false }],
    },
    plugins: [trim()],
    onLog(level, log, handler) {
      if (level === 'warn') throw new Error(`The bundler warns: ${log.message}`);
      handler(level, log);
    },
    output: { format: 'esm', entryFileNames: '[name].js', chunkFileNames: chunkName, minify: false, sourcemap: false },
  });

export default bundleOptions();
