import axe from 'axe-core';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Account } from '../../src/report/account.ts';
import { renderPage } from '../../src/report/page.ts';
import { accountOf, dayAccount, emptyMonth, hugeAccount, TEXTS_OF_ACCOUNT } from '../fixtures/account.ts';
import { hostileTexts } from '../fixtures/hostile.ts';
import { openPage, startChromium, type Watched } from './chromium.ts';

const PHONE = { viewport: { width: 390, height: 844 } };
const VIEWS: [string, BrowserContextOptions][] = [
  ['a desk, light', { viewport: { width: 1440, height: 900 }, colorScheme: 'light' }],
  ['a desk, dark', { viewport: { width: 1440, height: 900 }, colorScheme: 'dark' }],
  ['a phone, light', { ...PHONE, colorScheme: 'light' }],
  ['a phone, dark', { ...PHONE, colorScheme: 'dark' }],
];
const ACCOUNTS: [string, () => Account][] = [
  ['a day with three sessions', dayAccount],
  ['a day nobody judged', () => notJudged()],
  ['a month without access, proven', () => emptyMonth(true)],
  ['a month without access, not proven', () => emptyMonth(false)],
  ['hostile texts', () => accountOf(`<b onclick="x">\u202E${'A'.repeat(300)} = ${'تجربة '.repeat(20)}`)],
];

let browser: Browser;
beforeAll(async () => {
  browser = await startChromium();
});
afterAll(() => browser?.close());

async function opened<T>(
  account: Account,
  options: BrowserContextOptions,
  look: (on: Watched) => Promise<T>,
): Promise<T> {
  const watched = await openPage(browser, renderPage(account), options);
  try {
    return await look(watched);
  } finally {
    await watched.page.context().close();
  }
}

describe.each(ACCOUNTS)('access.html of %s', (_name, account) => {
  it.each(VIEWS)('breaks no rule of accessibility and needs no sideways scrolling on %s', async (_view, options) => {
    await opened(account(), options, async ({ page, requests, messages }) => {
      expect([requests, messages]).toEqual([[], []]);
      await page.evaluate('document.querySelectorAll("details").forEach((one) => { one.open = true; })');
      const width = await page.evaluate<number>('document.documentElement.scrollWidth');
      expect(width).toBe(options.viewport?.width);
      await page.evaluate(axe.source);
      const { violations, passes } = await page.evaluate<{ violations: unknown[]; passes: unknown[] }>(
        'axe.run(document, { preload: false }).then(({ violations, passes }) => ({ passes, violations: violations.map(({ id, nodes }) => [id, nodes.slice(0, 3).map(({ html }) => html)]) }))',
      );
      expect(violations).toEqual([]);
      expect(JSON.stringify(passes)).toContain('color-contrast');
    });
  });
});

describe('what somebody sees first', () => {
  it.each([
    ['1 has no approval, 1 breaks a rule, 1 is as agreed', dayAccount],
    ['proven', () => emptyMonth(true)],
    ['proves nothing: no run has read 3 h of the period yet', () => emptyMonth(false)],
  ] as [string, () => Account][])('is "%s", on the first screen of a phone', async (words, account) => {
    await opened(account(), PHONE, async ({ page }) => {
      const sentence = page.locator('.verdict .sentence');
      expect(await sentence.textContent()).toContain(words);
      const box = await sentence.boundingBox();
      expect((box?.y ?? Number.NaN) + (box?.height ?? Number.NaN)).toBeLessThan(PHONE.viewport.height);
    });
  });

  it('is a page with landmarks, one first heading and headings in order', async () => {
    await opened(dayAccount(), {}, async ({ page }) => {
      expect(await page.locator('body > header, body > main, body > footer').count()).toBe(3);
      const levels = await page
        .locator('h1, h2, h3, h4, h5, h6')
        .evaluateAll((all) => all.map(({ tagName }) => Number(tagName[1])));
      expect(levels.filter((level) => level === 1)).toHaveLength(1);
      expect(levels.every((level, index) => index === 0 || level <= (levels[index - 1] ?? 0) + 1)).toBe(true);
      // The session that needs a person stands before the one that was agreed.
      expect(await page.locator('.session h4').allInnerTexts()).toEqual([
        'tmarrowby@mimecast.local',
        'oquillfeather@mimecast.local',
        'tmarrowby@mimecast.local',
      ]);
      expect(await page.locator('.session .badge').allInnerTexts()).toEqual([
        'Against policy',
        'Unexplained',
        'As agreed',
      ]);
      expect(await page.locator('.session').nth(0).locator('.acts li').count()).toBe(7);
    });
  });

  it('has a link to every part, and each leads somewhere', async () => {
    await opened(dayAccount(), {}, async ({ page }) => {
      const targets = await page
        .locator('nav a')
        .evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? ''));
      expect(targets.length).toBeGreaterThan(5);
      for (const target of targets) expect(await page.locator(target).count()).toBe(1);
    });
  });
});

describe('on paper', () => {
  it('shows what was folded, and no navigation', async () => {
    await opened(dayAccount(), {}, async ({ page }) => {
      const folded = page.locator('.session.expected .acts li').first();
      expect(await folded.isVisible()).toBe(false);
      await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
      expect((await folded.boundingBox())?.height).toBeGreaterThan(10);
      expect(await page.locator('nav').isVisible()).toBe(false);
      expect(await page.evaluate('getComputedStyle(document.documentElement).backgroundColor')).toBe(
        'rgb(255, 255, 255)',
      );
      const pdf = await page.pdf({ format: 'A4' });
      expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    });
  });
});

describe('text from outside', () => {
  it('does nothing, whatever it is', async () => {
    const plain = await opened(accountOf('plain'), {}, ({ page }) => shapeOf(page));
    const texts = hostileTexts();
    for (let first = 0; first < texts.length; first += TEXTS_OF_ACCOUNT) {
      const some = texts.slice(first, first + TEXTS_OF_ACCOUNT);
      // Turned round, so that texts that are few stand in other places too.
      for (const account of [accountOf(...some), accountOf(...some.toReversed())]) {
        await opened(account, {}, async ({ page, requests, messages, dialogs }) => {
          expect([requests, messages, dialogs]).toEqual([[], [], []]);
          expect(await page.evaluate('globalThis.hit')).toBeUndefined();
          expect(await shapeOf(page)).toEqual(plain);
          expect(await page.locator('body').textContent()).not.toMatch(/[\u202A-\u202E\u2066-\u2069\u200B]/);
        });
      }
    }
  }, 120_000);

  it('is shown as it is, with direction marks and line breaks made visible', async () => {
    await opened(accountOf('<i>a</i>\u202Eb\n"c" & `d`'), {}, async ({ page }) => {
      expect(await page.locator('h1 bdi').textContent()).toBe('<i>a</i>\\u202Eb\\n"c" & `d`');
    });
  });

  it('becomes a link only where it is a web address with https', async () => {
    const linked = (url: string) =>
      opened(accountOf(url), {}, ({ page }) =>
        page.locator('main a:not([href^="#"])').evaluateAll((all) => all.map((one) => one.getAttribute('href'))),
      );
    expect(new Set(await linked('https://github.com/example/1'))).toEqual(new Set(['https://github.com/example/1']));
    for (const url of [
      'javascript:alert(1)',
      'http://example.com/',
      'data:text/html,x',
      '//example.com',
      'https://a:b@example.com/',
    ]) {
      expect(await linked(url)).toEqual([]);
    }
  });
});

describe('the policy of the page', () => {
  it('lets nothing in that somebody gets into it later', async () => {
    await opened(dayAccount(), {}, async ({ page, requests }) => {
      await page.evaluate(`new Promise((done) => {
        globalThis.breaches = [];
        document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => breaches.push(effectiveDirective));
        const add = (tag, values) => document.body.append(Object.assign(document.createElement(tag), values));
        add('script', { textContent: 'globalThis.hit = 1' });
        add('script', { src: 'https://192.0.2.19/x.js' });
        add('style', { textContent: 'main { display: none }' });
        add('img', { src: 'https://192.0.2.19/x.png' });
        add('iframe', { src: 'https://192.0.2.19/' });
        document.body.insertAdjacentHTML('beforeend', '<p id="styled" style="display: none" onclick="globalThis.hit = 2">x</p>');
        document.querySelector('#styled').click();
        setTimeout(done, 300);
      })`);
      expect(await page.evaluate('globalThis.hit')).toBeUndefined();
      expect(await page.locator('main').isVisible()).toBe(true);
      expect(await page.locator('#styled').isVisible()).toBe(true);
      expect(requests).toEqual([]);
      const breaches = new Set(await page.evaluate<string[]>('globalThis.breaches'));
      for (const kind of [
        'script-src-elem',
        'script-src-attr',
        'style-src-elem',
        'style-src-attr',
        'img-src',
        'frame-src',
      ]) {
        expect(breaches).toContain(kind);
      }
    });
  });
});

describe('a thousand sessions', () => {
  it('make a page that a browser opens, that stays below 5 MB, and that says what it left out', async () => {
    const account = hugeAccount(1000, 40);
    expect(Buffer.byteLength(renderPage(account))).toBeLessThan(5_000_000);
    await opened(account, PHONE, async ({ page }) => {
      expect(await page.locator('.session.open').count()).toBe(666);
      expect(await page.locator('.session.open').first().textContent()).toMatch(/\d+ of 40 acts/);
      expect(await page.locator('#sessions .note').allInnerTexts()).toEqual([
        expect.stringContaining('12 sessions are in no list'),
      ]);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(PHONE.viewport.width);
    });
  });
});

/** Names of all elements in their order, with their attributes' names; without links to the outside, which some texts are. */
function shapeOf(page: Watched['page']): Promise<string> {
  return page.evaluate(
    '[...document.querySelectorAll("*:not(a[rel])")].map((one) => [one.tagName, ...one.getAttributeNames()].join(" ")).join("\\n")',
  );
}

function notJudged(): Account {
  const account = dayAccount();
  return {
    ...account,
    approvals: undefined,
    sessions: account.sessions.map((one) => ({
      ...one,
      verdict: 'not-judged',
      approvedBy: [],
      broken: [],
      unapproved: 0,
    })),
    findings: [],
  };
}
