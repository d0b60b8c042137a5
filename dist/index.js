import { i as __require, o as __toESM, t as __commonJSMin } from "./runtime.js";
import { a as isDebug, c as warning, n as error, o as setOutput, r as group$2, s as setSecret } from "./core.js";
import { i as Blob, n as formDataToBlob, t as FormData } from "./fetch-blob.js";
import { appendFile, lstat, mkdir, mkdtemp, open as open$2, readFile, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { setFlagsFromString } from "node:v8";
import { X509Certificate, createHash, createHmac, hash, randomBytes, randomUUID } from "node:crypto";
import { EOL, tmpdir } from "node:os";
import { basename, dirname, join, parse, resolve } from "node:path";
import { BlockList, isIP, isIPv4, isIPv6 } from "node:net";
import zlib, { crc32, gunzip, gzip, inflateSync } from "node:zlib";
import { rootCertificates } from "node:tls";
import { deprecate, promisify, types } from "node:util";
import http, { Agent } from "node:http";
import https, { Agent as Agent$1 } from "node:https";
import Stream, { PassThrough, pipeline as pipeline$1 } from "node:stream";
import { Buffer as Buffer$1 } from "node:buffer";
import { format } from "node:url";
import { createReadStream, createWriteStream } from "node:fs";
import { pipeline as pipeline$2 } from "node:stream/promises";
import { setTimeout as setTimeout$1 } from "node:timers/promises";

// src/span.ts
/** True if `time` (ms UTC) lies in the span. */
function contains(span, time) {
	return time >= span.from * 1e3 && time < span.to * 1e3;
}
/** A moment in seconds UTC as ISO 8601, `2026-11-24T00:00:00Z`. */
function formatMoment(seconds) {
	return (/* @__PURE__ */ new Date(seconds * 1e3)).toISOString().replace(".000Z", "Z");
}
/** A span for people and logs: `2026-11-24T00:00:00Z to 2026-11-25T00:00:00Z`. */
function formatSpan(span) {
	return `${formatMoment(span.from)} to ${formatMoment(span.to)}`;
}

// src/category-finding.ts
/**
* A code as it may be shown and stored: as it is if it looks like one (letters, digits, `_`, `.`, `-`, at most 64 characters),
* else a stand-in made of its hash, so that two codes stay two. A stand-in looks like a code, so doing it twice changes nothing.
*/
function safeCode(code) {
	if (/^[\w.-]{1,64}$/.test(code)) return code;
	return `unreadable-${hash("sha256", code, "base64url").slice(0, 22)}`;
}
/** What differs between two lists, in order of the codes. @param before the last list, and when it was made, ms UTC. */
function changesBetween(before, codes, now) {
	const { listed: since } = before;
	const [old, young] = [new Set(before.codes), new Set(codes)];
	return [...[...young].filter((code) => !old.has(code)).map((code) => ({
		code,
		change: "appeared",
		since,
		now
	})), ...[...old].filter((code) => !young.has(code)).map((code) => ({
		code,
		change: "disappeared",
		since,
		now
	}))].sort((a, b) => a.code < b.code ? -1 : 1);
}
/**
* A change of what the account offers. The list that it was compared with is part of what makes it one: a category that
* disappears a second time is a finding of its own, and a run that could not finish finds the same one again.
*/
function categoryChangedFinding({ code: given, change, since, now }) {
	const code = safeCode(given);
	const moment = formatMoment(Math.floor(since / 1e3));
	const sentence = change === "appeared" ? `Mimecast offers the category ${code}, which it did not offer on ${moment}: it is read only if the input categories names it or is all.` : `Mimecast no longer offers the category ${code}, which it offered on ${moment}: what used to be recorded in it may be recorded elsewhere, or not at all.`;
	return {
		kind: "category-changed",
		subject: `${code}|${change}|${new Date(since).toISOString()}`,
		severity: change === "appeared" ? "low" : "medium",
		sentence,
		events: [],
		time: now,
		details: {
			category: code,
			change,
			since: new Date(since).toISOString()
		}
	};
}

// src/errors.ts
/** A mistake in the settings. The message is one sentence that names the input, what is wrong, and what is allowed. */
var SettingsError = class extends Error {
	name = "SettingsError";
	/** Name of the input as in action.yml, for example `start`. */
	input;
	constructor(input, message) {
		super(message);
		this.input = input;
	}
};
/**
* Mimecast, or the way to it, failed. The message is one sentence: what happened, with status and code, and what to do.
* It never holds a body, a header, a secret or the text of an event.
*/
var ProviderError = class extends Error {
	name = "ProviderError";
	status;
	code;
	constructor(message, details = {}) {
		super(message, { cause: details.cause });
		this.status = details.status;
		this.code = details.code;
	}
};
/** Elasticsearch, or the way to it, failed. The message keeps the same rules as `ProviderError`. */
var ElasticError = class extends Error {
	name = "ElasticError";
	status;
	code;
	constructor(message, details = {}) {
		super(message, { cause: details.cause });
		this.status = details.status;
		this.code = details.code;
	}
};
/** What to show of something that was thrown: its message, one line. */
function messageOf(thrown) {
	return thrown instanceof Error ? thrown.message : String(thrown);
}

// src/elastic/answer.ts
/**
* Reads the items of a bulk answer.
* @throws ElasticError if the answer isn't one.
*/
function readItems(body, stream) {
	const items = fieldsOf$2(body).items;
	if (!Array.isArray(items)) throw new ElasticError(`${stream}: the answer to a bulk request has no items, so nothing is known of its documents. Check what stands between this runner and Elasticsearch.`, { code: "no-items" });
	return items.map((item) => readItem(fieldsOf$2(item).create));
}
function readItem(item) {
	const fields = fieldsOf$2(item);
	const error = fieldsOf$2(fields.error);
	return {
		id: String(fields._id ?? ""),
		status: typeof fields.status === "number" ? fields.status : 0,
		result: text$2(fields.result),
		failureStore: text$2(fields.failure_store),
		type: nameOf$2(error.type),
		field: fieldIn(error.reason)
	};
}
/** The field that a reason is about. Only its name is taken, since the rest quotes the document. */
function fieldIn(reason) {
	if (typeof reason !== "string") return void 0;
	const [before = ""] = reason.slice(0, 2e3).split(/'|Preview of/, 1);
	return /\bfield \[([\w.@-]{1,100})\]/.exec(before)?.[1];
}
/** An error's type, if it looks like one. */
function nameOf$2(value) {
	return typeof value === "string" && /^[a-z][a-z0-9_]{0,99}$/.test(value) ? value : void 0;
}
function fieldsOf$2(value) {
	return typeof value === "object" && value !== null ? value : {};
}
function text$2(value) {
	return typeof value === "string" ? value : void 0;
}

// src/elastic/fate.ts
/** Reads one item. @param sent `_id` of the document. */
function fateOf({ id, status, result, failureStore, type, field }, sent) {
	const rejected = (reason, kept = "nowhere") => ({
		kind: "rejected",
		rejection: {
			id: sent,
			status,
			type: type ?? reason,
			field,
			kept
		}
	});
	if (status === 201 && failureStore === "used") return rejected("sent_to_failure_store", "failure-store");
	if (id !== sent || status < 200) return { kind: "unclear" };
	if (status === 201) return { kind: "created" };
	if (status === 409) return { kind: "known" };
	if (status === 403) return {
		kind: "hopeless",
		status,
		why: `the key may not create documents (${type ?? "HTTP 403"}). It needs create_doc and auto_configure; docs/elasticsearch.md has the key to paste.`
	};
	if (status === 404) return {
		kind: "hopeless",
		status,
		why: `no index template makes this name a data stream (${type ?? "HTTP 404"}). docs/elasticsearch.md has the template to paste.`
	};
	if (status === 429 || status >= 500) return { kind: "again" };
	return rejected(result === "noop" ? "dropped_by_a_pipeline" : "unknown");
}

// src/elastic/request.ts
/** Documents of one search. */
const PAGE$1 = 5e3;
/** From one page to the next, the consumer's work included. */
const KEEP_ALIVE = "5m";
const CLOSE_MS = 5e3;
/** Without them an answer is larger than its documents. */
const FILTER$2 = "filter_path=pit_id,timed_out,_shards.failed,hits.hits._id,hits.hits.sort,hits.hits.fields,hits.hits._source";
/**
* All documents of a data stream that a query finds, in order of `@timestamp`, as they stood at one point in time: nothing
* that is written meanwhile, and no rollover, can make one appear twice or not at all. A stream that does not exist yet has
* none. A search that could not look everywhere is an error, never a shorter list.
* @throws ElasticError; the signal's reason if it aborts.
*/
async function* scan(client, options) {
	const { stream, query, wanted, send = (operation) => operation() } = options;
	const left = new AbortController();
	const signal = AbortSignal.any([options.signal, left.signal]);
	let pit = await send(() => open$1(client, stream, signal), signal);
	if (pit === void 0) return;
	const pageAfter = async (after) => {
		const body = {
			size: PAGE$1,
			query,
			...wanted,
			pit: {
				id: pit,
				keep_alive: KEEP_ALIVE
			},
			sort: [{ "@timestamp": "asc" }, { _shard_doc: "asc" }],
			track_total_hits: false,
			...after === void 0 ? {} : { search_after: after }
		};
		const path = `_search?allow_partial_search_results=false&${FILTER$2}`;
		const page = await send(async () => pageIn(await askPit(client, stream, path, body, signal), stream), signal);
		pit = page.pit ?? pit;
		return page;
	};
	try {
		let page = await pageAfter(void 0);
		for (;;) {
			const next = page.hits.length < PAGE$1 ? void 0 : pageAfter(page.hits.at(-1)?.sort);
			next?.catch(() => {});
			for (const { found } of page.hits) yield found;
			if (next === void 0) return;
			page = await next;
		}
	} finally {
		left.abort(/* @__PURE__ */ new Error(`${stream}: the search is over.`));
		const closed = client.ask("DELETE", "_pit", { id: pit }, AbortSignal.timeout(CLOSE_MS)).catch(() => {});
		if (!options.signal.aborted) await closed;
	}
}
/** `_id`, `@timestamp` (ms UTC) of those documents among `ids` that a stream has, in whichever backing index. */
async function timesOf$2(client, { stream, ids, signal }) {
	const times = /* @__PURE__ */ new Map();
	const query = { ids: { values: ids } };
	for await (const { id, time } of scan(client, {
		stream,
		query,
		wanted: { _source: false },
		signal
	})) times.set(id, time);
	return times;
}
/** The fixed `_id` of what these parts name. */
function idOf(...parts) {
	return hash("sha256", parts.join("|"), "base64url");
}
/**
* Creates a few documents in one request and waits until they can be searched.
* @returns for each of them, in their order, whether it was created or was there before.
* @throws ElasticError if one of them is not in the stream afterwards.
*/
async function createFew(client, stream, documents, signal) {
	const lines = documents.map(({ id, document }) => `${JSON.stringify({ create: { _id: id } })}\n${JSON.stringify(document)}\n`);
	const path = `${stream}/_bulk?require_data_stream=true&include_source_on_error=false&refresh=wait_for`;
	const items = readItems(await client.ask("POST", path, lines.join(""), signal), stream);
	return documents.map(({ id }, index) => {
		const item = items[index];
		const fate = item === void 0 ? void 0 : fateOf(item, id);
		if (fate?.kind === "created" || fate?.kind === "known") return fate.kind;
		throw refusal$1(stream, fate, item?.status);
	});
}
function refusal$1(stream, fate, status) {
	switch (fate?.kind) {
		case "rejected": {
			const { type, field } = fate.rejection;
			const about = field === void 0 ? type : `${type}, field ${field}`;
			return new ElasticError(`${stream}: a document was refused (${about}). Put the index template of docs/elasticsearch.md.`, {
				status,
				code: type
			});
		}
		case "hopeless": return new ElasticError(`${stream}: ${fate.why}`, { status: fate.status });
		case "again": return new ElasticError(`${stream}: Elasticsearch is too busy for a document (HTTP ${status}). Start the run again later.`, { status });
		default: return new ElasticError(`${stream}: the answer does not say for each document what became of it. Check what stands between this runner and Elasticsearch.`, { code: "items" });
	}
}
/** What every document of this program says of itself. @param stream `logs-<dataset>-<namespace>`. */
function frameOf(stream, tenant, time) {
	const [, dataset = "", namespace = ""] = /^logs-(mimecast\.[a-z]+)-(.+)$/.exec(stream) ?? [];
	return {
		dataset,
		"@timestamp": new Date(time).toISOString(),
		ecs: { version: "9.4.0" },
		data_stream: {
			type: "logs",
			dataset,
			namespace
		},
		organization: { id: tenant },
		observer: {
			vendor: "Mimecast",
			product: "Email Security",
			type: "saas"
		}
	};
}
/** @returns the id of a point in time; undefined if there is no such stream. */
async function open$1(client, stream, signal) {
	try {
		const answer = await client.ask("POST", `${stream}/_pit?keep_alive=${KEEP_ALIVE}`, void 0, signal);
		const { id } = fieldsOf$2(answer);
		if (typeof id === "string") return id;
	} catch (error) {
		if (error instanceof ElasticError && error.status === 404 && error.code === "index_not_found_exception") return;
		throw error;
	}
	throw new ElasticError(`${stream}: Elasticsearch opened no point in time. It must be 8.19 or later, or Serverless.`, { code: "pit" });
}
/** Asks something of a point in time; that it is gone has a sentence of its own. */
async function askPit(client, stream, path, body, signal) {
	try {
		return await client.ask("POST", path, body, signal);
	} catch (error) {
		if (!(error instanceof ElasticError) || error.status !== 404) throw error;
		const { status, code } = error;
		throw new ElasticError(`${stream}: Elasticsearch lost the point in time that it was asked to keep (HTTP 404). Start the run again.`, {
			status,
			code
		});
	}
}
function pageIn(body, stream) {
	const answer = fieldsOf$2(body);
	const failed = fieldsOf$2(answer._shards).failed;
	if (answer.timed_out !== false || failed !== 0) throw new ElasticError(`${stream}: Elasticsearch could not search all of it. Start the run again later.`, {
		status: 503,
		code: "partial"
	});
	const found = fieldsOf$2(answer.hits).hits;
	return {
		hits: (Array.isArray(found) ? found : []).map((hit) => {
			const { _id: id, sort, fields, _source } = fieldsOf$2(hit);
			const time = Array.isArray(sort) ? sort[0] : void 0;
			if (typeof id !== "string" || typeof time !== "number") throw new ElasticError(`${stream}: a document that was found has no id or no time.`, { code: "hit" });
			return {
				found: {
					id,
					time,
					fields: fieldsOf$2(fields),
					source: fieldsOf$2(_source)
				},
				sort
			};
		}),
		pit: typeof answer.pit_id === "string" ? answer.pit_id : void 0
	};
}

// src/elastic/categories.ts
/**
* The last listing that was remembered of a tenant; undefined if there is none.
* @throws ElasticError; the signal's reason if it aborts.
*/
async function readListing(client, { stream, tenant, signal }) {
	const query = { bool: { filter: [{ term: { "organization.id": tenant } }, { term: { "event.kind": "state" } }] } };
	let last;
	for await (const { time, source } of scan(client, {
		stream,
		query,
		wanted: { _source: ["mimecast.categories"] },
		signal
	})) {
		const codes = [fieldsOf$2(source.mimecast).categories].flat();
		if (codes.length > 0 && codes.every((code) => typeof code === "string")) last = {
			codes,
			listed: time
		};
	}
	return last;
}
/**
* Remembers a listing, and waits until later runs can see it. The same listing twice is one document. It has no span, so that
* it covers nothing.
* @throws ElasticError if it could not be written. Trying again does no harm.
*/
async function writeListing(client, { stream, tenant, signal, listing, run, toolVersion }) {
	const { codes, listed } = listing;
	const { dataset, ...frame } = frameOf(stream, tenant, listed);
	const document = {
		...frame,
		agent: {
			type: "mimecast-audit-collector",
			version: toolVersion
		},
		event: {
			kind: "state",
			module: "mimecast",
			dataset
		},
		mimecast: {
			run,
			categories: codes
		}
	};
	await createFew(client, stream, [{
		id: idOf("categories", tenant, String(listed)),
		document
	}], signal);
}

// src/elastic/findings.ts
/** Findings in one request. */
const BATCH$1 = 500;
/** The numbers that Elastic's own alerts have for these words. */
const SEVERITY = {
	low: 21,
	medium: 47,
	high: 73
};
/**
* Writes findings, each once however often it is found, and whether or not the stream has rolled over since.
* @returns how many are new, and how many were raised before.
* @throws ElasticError if one could not be written. Trying again does no harm.
*/
async function raise$1(client, options) {
	const { stream, tenant, now, signal } = options;
	const unique = new Map(options.findings.map((one) => [idOf(one.kind, tenant, one.subject), one]));
	const ids = [...unique.keys()];
	let raised = 0;
	for (let from = 0; from < ids.length; from += BATCH$1) {
		const some = ids.slice(from, from + BATCH$1);
		const before = await raisedBefore(client, stream, some, signal);
		const documents = some.flatMap((id) => {
			const finding = unique.get(id);
			return finding && !before?.has(id) ? [{
				id,
				document: findingDocument(finding, options)
			}] : [];
		});
		const fates = documents.length === 0 ? [] : await createFew(client, stream, documents, signal);
		raised += before === void 0 ? fates.filter((fate) => fate === "created").length : fates.length;
		for (const time of before?.values() ?? []) if (time === now) raised += 1;
	}
	return {
		raised,
		known: ids.length - raised
	};
}
/**
* What findings say of the events of a span that vanished, or came back, by event key.
* @throws ElasticError; the signal's reason if it aborts.
*/
async function readVanishings(client, options) {
	const { stream, tenant, span, signal } = options;
	const [gte, lt] = [span.from, span.to].map((seconds) => (/* @__PURE__ */ new Date(seconds * 1e3)).toISOString());
	const query = { bool: {
		filter: [{ term: { "organization.id": tenant } }],
		should: [{ bool: { filter: [{ term: { "rule.name": "vanished-event" } }, { range: { "event.start": {
			gte,
			lt
		} } }] } }, { term: { "rule.name": "vanished-event-withdrawn" } }],
		minimum_should_match: 1
	} };
	const wanted = { _source: ["rule.name", "mimecast.finding.events"] };
	const found = /* @__PURE__ */ new Map();
	for await (const { source } of scan(client, {
		stream,
		query,
		wanted,
		signal
	})) {
		const { events } = fieldsOf$2(fieldsOf$2(source.mimecast).finding);
		const gone = fieldsOf$2(source.rule).name === "vanished-event" ? 1 : 0;
		for (const key of [events].flat()) {
			if (typeof key !== "string") continue;
			const { vanished, withdrawn } = found.get(key) ?? {
				vanished: 0,
				withdrawn: 0
			};
			found.set(key, {
				vanished: vanished + gone,
				withdrawn: withdrawn + 1 - gone
			});
		}
	}
	return found;
}
/**
* The findings of a tenant about events of a span, whenever they were raised, in the order in which they were.
* @param options `from`, `to` ms UTC; `kinds`: those only. What has no time of its own counts when it was raised.
* @throws ElasticError; the signal's reason if it aborts.
*/
async function* readFindings(client, options) {
	const { stream, tenant, from, to, kinds, signal } = options;
	const inSpan = (field) => ({ range: { [field]: {
		gte: from,
		lt: to,
		format: "epoch_millis"
	} } });
	const query = { bool: {
		filter: [{ term: { "organization.id": tenant } }, ...kinds === void 0 ? [] : [{ terms: { "rule.name": kinds } }]],
		should: [inSpan("event.start"), { bool: {
			must_not: [{ exists: { field: "event.start" } }],
			filter: [inSpan("@timestamp")]
		} }],
		minimum_should_match: 1
	} };
	for await (const { source } of scan(client, {
		stream,
		query,
		wanted: { _source: true },
		signal
	})) {
		const finding = findingIn(source);
		if (finding) yield finding;
	}
}
/** undefined for a document of somebody else's. */
function findingIn(source) {
	const { kind, subject, severity, events, manifest: _manifest, ...details } = fieldsOf$2(fieldsOf$2(source.mimecast).finding);
	const { start } = fieldsOf$2(source.event);
	if (typeof kind !== "string" || typeof subject !== "string" || typeof source.message !== "string") return void 0;
	if (severity !== "low" && severity !== "medium" && severity !== "high") return void 0;
	return {
		kind,
		subject,
		severity,
		sentence: source.message,
		events: [events].flat().filter((key) => typeof key === "string"),
		time: typeof start === "string" ? Date.parse(start) : void 0,
		details
	};
}
/** The ECS document of a finding. Its `@timestamp` is when it was raised, so that rules that look at the last hours see it. */
function findingDocument(finding, { stream, tenant, run, manifest, now }) {
	const { kind, subject, severity, sentence, events, time, details } = finding;
	const { dataset, ...frame } = frameOf(stream, tenant, now);
	return {
		...frame,
		agent: { type: "mimecast-audit-collector" },
		message: sentence,
		rule: { name: kind },
		event: {
			kind: "alert",
			module: "mimecast",
			dataset,
			severity: SEVERITY[severity],
			start: time === void 0 ? void 0 : isoOf$2(time)
		},
		mimecast: {
			run,
			finding: {
				kind,
				subject,
				severity,
				events: events.length === 0 ? void 0 : events,
				manifest,
				...details
			}
		}
	};
}
/** Those that are there, and when they were raised; undefined if the key may not look. */
async function raisedBefore(client, stream, ids, signal) {
	try {
		return await timesOf$2(client, {
			stream,
			ids,
			signal
		});
	} catch (error) {
		if (error instanceof ElasticError && error.status === 403) return void 0;
		throw error;
	}
}
/** ISO 8601 as Elasticsearch reads it; undefined for a time that has no such form. */
function isoOf$2(time) {
	const date = new Date(time);
	const text = Number.isNaN(date.getTime()) ? "" : date.toISOString();
	return text.length === 24 ? text : void 0;
}

// src/runner/retry.ts
/**
* Runs `operation` until it succeeds, at most `attempts` times, with full jitter: each wait is anything from 0 to the
* doubled limit, so that clients that failed together don't come back together
* (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/).
* @throws what `operation` threw last; the signal's reason if it aborts between attempts.
*/
async function retry(operation, classify, options) {
	const { label, attempts, clock, log, signal } = options;
	for (let attempt = 1;; attempt += 1) try {
		return await operation();
	} catch (error) {
		signal.throwIfAborted();
		const verdict = classify(error);
		if (!verdict.retry || attempt >= attempts) throw error;
		const wait = Math.max(verdict.waitMs ?? 0, backoff(attempt, options));
		log.info(`${label}: ${verdict.why}, attempt ${attempt + 1} of ${attempts} in ${(wait / 1e3).toFixed(1)} s`);
		await clock.sleep(wait, signal);
	}
}
/** Wait before attempt `attempt` + 1, ms: anything from 0 to the limit that doubles from `baseMs` up to `capMs`. */
function backoff(attempt, { baseMs, capMs, random = Math.random }) {
	return Math.round(random() * Math.min(capMs, baseMs * 2 ** (attempt - 1)));
}

// src/patience.ts
/** Asks Elastic a few times, for what may pass: no answer, 429, 5xx. @throws what the last try threw; the signal's reason if it aborts. */
async function patiently(label, operation, parts, signal) {
	const { clock, log } = parts;
	return retry(operation, (error) => {
		if (!(error instanceof ElasticError)) return { retry: false };
		const { status, code } = error;
		return (status === void 0 ? code === "network" || code === "timeout" : status === 429 || status >= 500) ? {
			retry: true,
			why: error.message
		} : { retry: false };
	}, {
		label,
		attempts: 5,
		baseMs: 1e3,
		capMs: 8e3,
		clock,
		log,
		signal
	});
}

// node_modules/dayjs/dayjs.min.js
var require_dayjs_min = /* @__PURE__ */ __commonJSMin(((exports, module, this$2) => {
	(function(t, e) {
		"object" == typeof exports && "undefined" != typeof module ? module.exports = e() : "function" == typeof define && define.amd ? define(e) : (t = "undefined" != typeof globalThis ? globalThis : t || self).dayjs = e();
	})(this$2, (function() {
		"use strict";
		var t = 1e3, e = 6e4, n = 36e5, r = "millisecond", i = "second", s = "minute", u = "hour", a = "day", o = "week", c = "month", f = "quarter", h = "year", d = "date", l = "Invalid Date", $ = /^(\d{4})[-/]?(\d{1,2})?[-/]?(\d{0,2})[Tt\s]*(\d{1,2})?:?(\d{1,2})?:?(\d{1,2})?[.:]?(\d+)?$/, y = /\[([^\]]+)]|YYYY|YY|M{1,4}|D{1,2}|d{1,4}|H{1,2}|h{1,2}|a|A|m{1,2}|s{1,2}|Z{1,2}|SSS/g, M = {
			name: "en",
			weekdays: "Sunday_Monday_Tuesday_Wednesday_Thursday_Friday_Saturday".split("_"),
			months: "January_February_March_April_May_June_July_August_September_October_November_December".split("_"),
			ordinal: function(t) {
				var e = [
					"th",
					"st",
					"nd",
					"rd"
				], n = t % 100;
				return "[" + t + (e[(n - 20) % 10] || e[n] || e[0]) + "]";
			}
		}, m = function(t, e, n) {
			var r = String(t);
			return !r || r.length >= e ? t : "" + Array(e + 1 - r.length).join(n) + t;
		}, v = {
			s: m,
			z: function(t) {
				var e = -t.utcOffset(), n = Math.abs(e), r = Math.floor(n / 60), i = n % 60;
				return (e <= 0 ? "+" : "-") + m(r, 2, "0") + ":" + m(i, 2, "0");
			},
			m: function t(e, n) {
				if (e.date() < n.date()) return -t(n, e);
				var r = 12 * (n.year() - e.year()) + (n.month() - e.month()), i = e.clone().add(r, c), s = n - i < 0, u = e.clone().add(r + (s ? -1 : 1), c);
				return +(-(r + (n - i) / (s ? i - u : u - i)) || 0);
			},
			a: function(t) {
				return t < 0 ? Math.ceil(t) || 0 : Math.floor(t);
			},
			p: function(t) {
				return {
					M: c,
					y: h,
					w: o,
					d: a,
					D: d,
					h: u,
					m: s,
					s: i,
					ms: r,
					Q: f
				}[t] || String(t || "").toLowerCase().replace(/s$/, "");
			},
			u: function(t) {
				return void 0 === t;
			}
		}, g = "en", D = {};
		D[g] = M;
		var p = "$isDayjsObject", S = function(t) {
			return t instanceof _ || !(!t || !t[p]);
		}, w = function t(e, n, r) {
			var i;
			if (!e) return g;
			if ("string" == typeof e) {
				var s = e.toLowerCase();
				D[s] && (i = s), n && (D[s] = n, i = s);
				var u = e.split("-");
				if (!i && u.length > 1) return t(u[0]);
			} else {
				var a = e.name;
				D[a] = e, i = a;
			}
			return !r && i && (g = i), i || !r && g;
		}, O = function(t, e) {
			if (S(t)) return t.clone();
			var n = "object" == typeof e ? e : {};
			return n.date = t, n.args = arguments, new _(n);
		}, b = v;
		b.l = w, b.i = S, b.w = function(t, e) {
			return O(t, {
				locale: e.$L,
				utc: e.$u,
				x: e.$x,
				$offset: e.$offset
			});
		};
		var _ = function() {
			function M(t) {
				this.$L = w(t.locale, null, !0), this.parse(t), this.$x = this.$x || t.x || {}, this[p] = !0;
			}
			var m = M.prototype;
			return m.parse = function(t) {
				this.$d = function(t) {
					var e = t.date, n = t.utc;
					if (null === e) return /* @__PURE__ */ new Date(NaN);
					if (b.u(e)) return /* @__PURE__ */ new Date();
					if (e instanceof Date) return new Date(e);
					if ("string" == typeof e && !/Z$/i.test(e)) {
						var r = e.match($);
						if (r) {
							var i = r[2] - 1 || 0, s = (r[7] || "0").substring(0, 3);
							return n ? new Date(Date.UTC(r[1], i, r[3] || 1, r[4] || 0, r[5] || 0, r[6] || 0, s)) : new Date(r[1], i, r[3] || 1, r[4] || 0, r[5] || 0, r[6] || 0, s);
						}
					}
					return new Date(e);
				}(t), this.init();
			}, m.init = function() {
				var t = this.$d;
				this.$y = t.getFullYear(), this.$M = t.getMonth(), this.$D = t.getDate(), this.$W = t.getDay(), this.$H = t.getHours(), this.$m = t.getMinutes(), this.$s = t.getSeconds(), this.$ms = t.getMilliseconds();
			}, m.$utils = function() {
				return b;
			}, m.isValid = function() {
				return !(this.$d.toString() === l);
			}, m.isSame = function(t, e) {
				var n = O(t);
				return this.startOf(e) <= n && n <= this.endOf(e);
			}, m.isAfter = function(t, e) {
				return O(t) < this.startOf(e);
			}, m.isBefore = function(t, e) {
				return this.endOf(e) < O(t);
			}, m.$g = function(t, e, n) {
				return b.u(t) ? this[e] : this.set(n, t);
			}, m.unix = function() {
				return Math.floor(this.valueOf() / 1e3);
			}, m.valueOf = function() {
				return this.$d.getTime();
			}, m.startOf = function(t, e) {
				var n = this, r = !!b.u(e) || e, f = b.p(t), l = function(t, e) {
					var i = b.w(n.$u ? Date.UTC(n.$y, e, t) : new Date(n.$y, e, t), n);
					return r ? i : i.endOf(a);
				}, $ = function(t, e) {
					return b.w(n.toDate()[t].apply(n.toDate("s"), (r ? [
						0,
						0,
						0,
						0
					] : [
						23,
						59,
						59,
						999
					]).slice(e)), n);
				}, y = this.$W, M = this.$M, m = this.$D, v = "set" + (this.$u ? "UTC" : "");
				switch (f) {
					case h: return r ? l(1, 0) : l(31, 11);
					case c: return r ? l(1, M) : l(0, M + 1);
					case o:
						var g = this.$locale().weekStart || 0, D = (y < g ? y + 7 : y) - g;
						return l(r ? m - D : m + (6 - D), M);
					case a:
					case d: return $(v + "Hours", 0);
					case u: return $(v + "Minutes", 1);
					case s: return $(v + "Seconds", 2);
					case i: return $(v + "Milliseconds", 3);
					default: return this.clone();
				}
			}, m.endOf = function(t) {
				return this.startOf(t, !1);
			}, m.$set = function(t, e) {
				var n, o = b.p(t), f = "set" + (this.$u ? "UTC" : ""), l = (n = {}, n[a] = f + "Date", n[d] = f + "Date", n[c] = f + "Month", n[h] = f + "FullYear", n[u] = f + "Hours", n[s] = f + "Minutes", n[i] = f + "Seconds", n[r] = f + "Milliseconds", n)[o], $ = o === a ? this.$D + (e - this.$W) : e;
				if (o === c || o === h) {
					var y = this.clone().set(d, 1);
					y.$d[l]($), y.init(), this.$d = y.set(d, Math.min(this.$D, y.daysInMonth())).$d;
				} else l && this.$d[l]($);
				return this.init(), this;
			}, m.set = function(t, e) {
				return this.clone().$set(t, e);
			}, m.get = function(t) {
				return this[b.p(t)]();
			}, m.add = function(r, f) {
				var d, l = this;
				r = Number(r);
				var $ = b.p(f), y = function(t) {
					var e = O(l);
					return b.w(e.date(e.date() + Math.round(t * r)), l);
				};
				if ($ === c) return this.set(c, this.$M + r);
				if ($ === h) return this.set(h, this.$y + r);
				if ($ === a) return y(1);
				if ($ === o) return y(7);
				var M = (d = {}, d[s] = e, d[u] = n, d[i] = t, d)[$] || 1, m = this.$d.getTime() + r * M;
				return b.w(m, this);
			}, m.subtract = function(t, e) {
				return this.add(-1 * t, e);
			}, m.format = function(t) {
				var e = this, n = this.$locale();
				if (!this.isValid()) return n.invalidDate || l;
				var r = t || "YYYY-MM-DDTHH:mm:ssZ", i = b.z(this), s = this.$H, u = this.$m, a = this.$M, o = n.weekdays, c = n.months, f = n.meridiem, h = function(t, n, i, s) {
					return t && (t[n] || t(e, r)) || i[n].slice(0, s);
				}, d = function(t) {
					return b.s(s % 12 || 12, t, "0");
				}, $ = f || function(t, e, n) {
					var r = t < 12 ? "AM" : "PM";
					return n ? r.toLowerCase() : r;
				};
				return r.replace(y, (function(t, r) {
					return r || function(t) {
						switch (t) {
							case "YY": return String(e.$y).slice(-2);
							case "YYYY": return b.s(e.$y, 4, "0");
							case "M": return a + 1;
							case "MM": return b.s(a + 1, 2, "0");
							case "MMM": return h(n.monthsShort, a, c, 3);
							case "MMMM": return h(c, a);
							case "D": return e.$D;
							case "DD": return b.s(e.$D, 2, "0");
							case "d": return String(e.$W);
							case "dd": return h(n.weekdaysMin, e.$W, o, 2);
							case "ddd": return h(n.weekdaysShort, e.$W, o, 3);
							case "dddd": return o[e.$W];
							case "H": return String(s);
							case "HH": return b.s(s, 2, "0");
							case "h": return d(1);
							case "hh": return d(2);
							case "a": return $(s, u, !0);
							case "A": return $(s, u, !1);
							case "m": return String(u);
							case "mm": return b.s(u, 2, "0");
							case "s": return String(e.$s);
							case "ss": return b.s(e.$s, 2, "0");
							case "SSS": return b.s(e.$ms, 3, "0");
							case "Z": return i;
						}
						return null;
					}(t) || i.replace(":", "");
				}));
			}, m.utcOffset = function() {
				return 15 * -Math.round(this.$d.getTimezoneOffset() / 15);
			}, m.diff = function(r, d, l) {
				var $, y = this, M = b.p(d), m = O(r), v = (m.utcOffset() - this.utcOffset()) * e, g = this - m, D = function() {
					return b.m(y, m);
				};
				switch (M) {
					case h:
						$ = D() / 12;
						break;
					case c:
						$ = D();
						break;
					case f:
						$ = D() / 3;
						break;
					case o:
						$ = (g - v) / 6048e5;
						break;
					case a:
						$ = (g - v) / 864e5;
						break;
					case u:
						$ = g / n;
						break;
					case s:
						$ = g / e;
						break;
					case i:
						$ = g / t;
						break;
					default: $ = g;
				}
				return l ? $ : b.a($);
			}, m.daysInMonth = function() {
				return this.endOf(c).$D;
			}, m.$locale = function() {
				return D[this.$L];
			}, m.locale = function(t, e) {
				if (!t) return this.$L;
				var n = this.clone(), r = w(t, e, !0);
				return r && (n.$L = r), n;
			}, m.clone = function() {
				return b.w(this.$d, this);
			}, m.toDate = function() {
				return new Date(this.valueOf());
			}, m.toJSON = function() {
				return this.isValid() ? this.toISOString() : null;
			}, m.toISOString = function() {
				return this.$d.toISOString();
			}, m.toString = function() {
				return this.$d.toUTCString();
			}, M;
		}(), Y = _.prototype;
		return O.prototype = Y, [
			["$ms", r],
			["$s", i],
			["$m", s],
			["$H", u],
			["$W", a],
			["$M", c],
			["$y", h],
			["$D", d]
		].forEach((function(t) {
			Y[t[1]] = function(e) {
				return this.$g(e, t[0], t[1]);
			};
		})), O.extend = function(t, e) {
			return t.$i || (t(e, _, O), t.$i = !0), O;
		}, O.locale = w, O.isDayjs = S, O.unix = function(t) {
			return O(1e3 * t);
		}, O.en = D[g], O.Ls = D, O.p = {}, O;
	}));
}));

// node_modules/dayjs/plugin/utc.js
var require_utc = /* @__PURE__ */ __commonJSMin(((exports, module, this$1) => {
	(function(t, i) {
		"object" == typeof exports && "undefined" != typeof module ? module.exports = i() : "function" == typeof define && define.amd ? define(i) : (t = "undefined" != typeof globalThis ? globalThis : t || self).dayjs_plugin_utc = i();
	})(this$1, (function() {
		"use strict";
		var t = "minute", i = /[+-]\d\d(?::?\d\d)?/g, e = /([+-]|\d\d)/g;
		return function(s, f, n) {
			var u = f.prototype;
			n.utc = function(t) {
				return new f({
					date: t,
					utc: !0,
					args: arguments
				});
			}, u.utc = function(i) {
				var e = n(this.toDate(), {
					locale: this.$L,
					utc: !0
				});
				return i ? e.add(this.utcOffset(), t) : e;
			}, u.local = function() {
				return n(this.toDate(), {
					locale: this.$L,
					utc: !1
				});
			};
			var r = u.parse;
			u.parse = function(t) {
				t.utc && (this.$u = !0), this.$utils().u(t.$offset) || (this.$offset = t.$offset), r.call(this, t);
			};
			var o = u.init;
			u.init = function() {
				if (this.$u) {
					var t = this.$d;
					this.$y = t.getUTCFullYear(), this.$M = t.getUTCMonth(), this.$D = t.getUTCDate(), this.$W = t.getUTCDay(), this.$H = t.getUTCHours(), this.$m = t.getUTCMinutes(), this.$s = t.getUTCSeconds(), this.$ms = t.getUTCMilliseconds();
				} else o.call(this);
			};
			var a = u.utcOffset;
			u.utcOffset = function(s, f) {
				var n = this.$utils().u;
				if (n(s)) return this.$u ? 0 : n(this.$offset) ? a.call(this) : this.$offset;
				if ("string" == typeof s && (s = function(t) {
					void 0 === t && (t = "");
					var s = t.match(i);
					if (!s) return null;
					var f = ("" + s[0]).match(e) || [
						"-",
						0,
						0
					], n = f[0], u = 60 * +f[1] + +f[2];
					return 0 === u ? 0 : "+" === n ? u : -u;
				}(s), null === s)) return this;
				var u = Math.abs(s) <= 16 ? 60 * s : s;
				if (0 === u) return this.utc(f);
				var r = this.clone();
				if (f) return r.$offset = u, r.$u = !1, r;
				var o = this.$u ? this.toDate().getTimezoneOffset() : -1 * this.utcOffset();
				return (r = this.local().add(u + o, t)).$offset = u, r.$x.$localOffset = o, r;
			};
			var h = u.format;
			u.format = function(t) {
				var i = t || (this.$u ? "YYYY-MM-DDTHH:mm:ss[Z]" : "");
				return h.call(this, i);
			}, u.valueOf = function() {
				var t = this.$utils().u(this.$offset) ? 0 : this.$offset + (this.$x.$localOffset || this.$d.getTimezoneOffset());
				return this.$d.valueOf() - 6e4 * t;
			}, u.isUTC = function() {
				return !!this.$u;
			}, u.toISOString = function() {
				return this.toDate().toISOString();
			}, u.toString = function() {
				return this.toDate().toUTCString();
			};
			var l = u.toDate;
			u.toDate = function(t) {
				return "s" === t && this.$offset ? n(this.format("YYYY-MM-DD HH:mm:ss:SSS")).toDate() : l.call(this);
			};
			var c = u.diff;
			u.diff = function(t, i, e) {
				if (t && this.$u === t.$u) return c.call(this, t, i, e);
				var s = this.local(), f = n(t).local();
				return c.call(s, f, i, e);
			};
		};
	}));
}));

// src/runner/log.ts
var import_dayjs_min = /* @__PURE__ */ __toESM(require_dayjs_min(), 1);
var import_utc = /* @__PURE__ */ __toESM(require_utc(), 1);
/** Characters of one log line. */
const LINE_LIMIT = 1e3;
/** The runner cuts an annotation at 4096 characters. */
const ANNOTATION_LIMIT = 4e3;
const KEPT_WARNINGS = 100;
const SHORTEST_MASK = 3;
/**
* The log on standard output, as the GitHub runner reads it.
* @param write takes one harmless line without its end. Commands (groups, masks, annotations) go to standard output.
* @param options `debug` shows debug lines; by default when the runner's own debug is on.
*/
function createLog(write = (line) => process.stdout.write(line + EOL), options = {
	debug: isDebug(),
	masks: process.env.GITHUB_ACTIONS === "true"
}) {
	const warnings = [];
	const annotated = /* @__PURE__ */ new Set();
	let grouped = false;
	function annotate(kind, text) {
		if (annotated.has(kind)) {
			write(harmless$1(`${kind === "error" ? "Error" : "Warning"}: ${text}`));
			return;
		}
		annotated.add(kind);
		const message = harmless$1(text, ANNOTATION_LIMIT);
		if (kind === "error") error(message);
		else warning(message);
	}
	return {
		warnings,
		info: (text) => write(harmless$1(text)),
		warn(text) {
			const line = harmless$1(text);
			if (warnings.length < KEPT_WARNINGS && !warnings.includes(line)) warnings.push(line);
			write(harmless$1(`Warning: ${text}`));
		},
		debug(text) {
			if (options.debug) write(harmless$1(`Debug: ${text}`));
		},
		async group(title, body) {
			if (grouped) {
				write(harmless$1(title));
				return body();
			}
			grouped = true;
			try {
				return await group$2(harmless$1(title), body);
			} finally {
				grouped = false;
			}
		},
		annotateError: (text) => annotate("error", text),
		annotateWarning: (text) => annotate("warning", text),
		mask(secret) {
			if (!options.masks) return;
			for (const line of secret.split(/[\r\n]+/)) {
				const piece = line.trim();
				if (piece.length >= SHORTEST_MASK) setSecret(piece);
			}
		}
	};
}
/**
* Text that may stand as one line of the log: control characters, line breaks and direction marks become visible
* escapes, and neither syntax of the runner's commands survives (`::name::` at the start of a line after blanks,
* `##[name]` anywhere: actions/runner, ActionCommand.cs).
* @param limit length in UTF-16 units that is not exceeded; what is longer ends in an ellipsis.
*/
function harmless$1(text, limit = LINE_LIMIT) {
	return cut(visible(text.slice(0, limit + 1)).replaceAll("##[", "##\\[").replace(/^(\s*)::/, "$1\\::"), limit);
}
/** Control, format (direction marks, zero-width), line-breaking and unpaired surrogate characters as visible escapes. */
function visible(text) {
	return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, (character) => {
		const short = {
			"\n": "\\n",
			"\r": "\\r",
			"	": "\\t"
		}[character];
		const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase();
		return short ?? (code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, "0")}`);
	});
}
/** At most `limit` UTF-16 units; what is longer ends in an ellipsis, and no character is cut in two. */
function cut(text, limit) {
	if (text.length <= limit) return text;
	return `${text.slice(0, Math.max(0, limit - 1)).replace(/[\uD800-\uDBFF]$/, "")}…`;
}

// src/zone.ts
import_dayjs_min.default.extend(import_utc.default);
/** Days, hours and dates of a time zone, as seconds UTC. Offsets come from Intl: dayjs's zone plug-in is one hour off on
* days with a clock change when the host runs on UTC (iamkun/dayjs#1735), so dayjs only counts calendar dates, in UTC. */
const HOUR = 3600;
const DAY$1 = 86400;
const formats = /* @__PURE__ */ new Map();
/** True if `name` is an IANA time zone that this Node knows (`Europe/London`, `UTC`); an offset such as `+02:00` is none. */
function isTimeZone(name) {
	if (!/^[A-Za-z]/.test(name)) return false;
	try {
		formatOf(name);
		return true;
	} catch {
		return false;
	}
}
/** How far the clocks of `zone` are ahead of UTC at that moment (s UTC), in seconds. */
function offsetAt(zone, moment) {
	const wall = {
		year: 0,
		month: 1,
		day: 1,
		hour: 0,
		minute: 0,
		second: 0
	};
	for (const { type, value } of formatOf(zone).formatToParts(moment * 1e3)) if (type in wall) wall[type] = Number(value);
	return Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute, wall.second) / 1e3 - moment;
}
/** The date that calendars in `zone` show at that moment (s UTC), `YYYY-MM-DD`. */
function dateAt(zone, moment) {
	return import_dayjs_min.default.utc((moment + offsetAt(zone, moment)) * 1e3).format("YYYY-MM-DD");
}
/** The date `days` after that one; both `YYYY-MM-DD`. */
function addDays(date, days) {
	return import_dayjs_min.default.utc(date).add(days, "day").format("YYYY-MM-DD");
}
/**
* The first moment (s UTC) at which calendars in `zone` show `date` (`YYYY-MM-DD`), or a later one where that date was
* skipped. Midnight itself may not exist (clocks go from 23:59:59 to 01:00:00) or come twice; then it is the first of two.
*/
function startOfDay(zone, date) {
	const midnight = import_dayjs_min.default.utc(date).unix();
	const starts = [offsetAt(zone, midnight - DAY$1), offsetAt(zone, midnight + DAY$1)].filter((offset) => offsetAt(zone, midnight - offset) === offset).map((offset) => midnight - offset);
	return starts.length > 0 ? Math.min(...starts) : firstMomentAfterGap(zone, midnight);
}
/** The last start of a local day at or before that moment (s UTC). */
function dayFloor(zone, moment) {
	return startOfDay(zone, dateAt(zone, moment));
}
/** The last moment at or before that one (s UTC) at which clocks in `zone` show a full hour. */
function hourFloor(zone, moment) {
	const now = offsetAt(zone, moment);
	const before = offsetAt(zone, moment - 2 * HOUR);
	if (mod(now, HOUR) === mod(before, HOUR)) return moment - mod(moment + now, HOUR);
	const candidates = [now, before].flatMap((offset) => {
		const full = moment - mod(moment + offset, HOUR);
		return [full, full - HOUR].filter((candidate) => offsetAt(zone, candidate) === offset);
	});
	return Math.max(...candidates);
}
/**
* A span (s UTC) in pieces of at most 24 hours, in order. A longer one is cut wherever a local day begins, so that it is cut
* in the same places every time; a local day of 25 hours is cut once more, after 24.
*/
function cutAtDays(zone, span) {
	if (span.to - span.from <= DAY$1) return span.from < span.to ? [span] : [];
	const pieces = [];
	for (let from = span.from; from < span.to; from = pieces.at(-1)?.to ?? span.to) {
		const date = dateAt(zone, from);
		const next = startOfDay(zone, addDays(date, 1));
		const day = next > from ? next : startOfDay(zone, addDays(date, 2));
		pieces.push({
			from,
			to: Math.min(day, from + DAY$1, span.to)
		});
	}
	return pieces;
}
/** Where no clock shows midnight: the moment at which clocks jump over it, found by halving. */
function firstMomentAfterGap(zone, midnight) {
	let early = midnight - 15 * HOUR;
	let late = midnight + 13 * HOUR;
	while (late - early > 1) {
		const middle = Math.floor((early + late) / 2);
		if (middle + offsetAt(zone, middle) >= midnight) late = middle;
		else early = middle;
	}
	return late;
}
/** Making a format is slow (some 0.1 ms), so each zone's is kept. */
function formatOf(zone) {
	let format = formats.get(zone);
	if (!format) {
		format = new Intl.DateTimeFormat("en-US", {
			timeZone: zone,
			calendar: "iso8601",
			numberingSystem: "latn",
			hourCycle: "h23",
			year: "numeric",
			month: "numeric",
			day: "numeric",
			hour: "numeric",
			minute: "numeric",
			second: "numeric"
		});
		formats.set(zone, format);
	}
	return format;
}
function mod(value, by) {
	return (value % by + by) % by;
}

// src/report/text.ts
import_dayjs_min.default.extend(import_utc.default);
/** Most of one sentence, UTF-16 units. */
const SENTENCE_LIMIT$2 = 1500;
const LISTED_SENTENCES = 20;
/** What means something in HTML, in GitHub's Markdown, or to its mentions, references and formulas, wherever it stands. */
const MARKS = /[&<>"'`|\\*_~[\]#@$]/g;
/** What does so in some places: addresses and short names of emoji, `www.`, and what begins a list. */
const PLACED_MARKS = /:(?![\s\d]|$)|(?<=www)\.|(?<=^\s*)[-+]|(?<=^\s*\d{1,9})\.(?=\s|$)/gi;
/**
* Text from outside for one line of GitHub Markdown, in a table cell or out of it: it shows as it is and does nothing.
* Line breaks, control characters and direction marks become visible escapes.
* @param limit length in UTF-16 units before escaping; what is longer ends in an ellipsis.
*/
function escapeMarkdown(text, limit) {
	return cut(visible(text.slice(0, limit + 1)), limit).replace(MARKS, entity).replace(PLACED_MARKS, entity);
}
/** The same as code: GitHub looks for no mentions and references in there, and an address stays fit to be copied. */
function codeMarkdown(text, limit) {
	return `<code>${escapeMarkdown(text, limit)}</code>`;
}
/**
* A link only to a web address, and to nothing that could end the link early; anything else is the label alone.
* @param label Markdown that is harmless already.
*/
function linkMarkdown(label, url) {
	if (url === void 0 || url.length > 1e3 || !/^https?:\/\/[\w.:/%?=&#-]+$/.test(url)) return label;
	return `[${label}](${url})`;
}
/**
* A moment on the clock of a time zone, with its offset from UTC: `2026-11-24 10:05:31 +01:00`.
* @param ms ms since 1970, UTC.
* @param timeZone IANA name.
*/
function formatTime(ms, timeZone) {
	const offset = offsetAt(timeZone, Math.floor(ms / 1e3));
	return `${import_dayjs_min.default.utc(ms + offset * 1e3).format("YYYY-MM-DD HH:mm:ss")} ${offsetText(offset)}`;
}
/** A span on the clock of a time zone, to the minute if it has no seconds: `2026-11-24 00:00 +01:00 to …`. */
function formatWindow(span, timeZone) {
	const ends = [span.from, span.to].map((seconds) => formatTime(seconds * 1e3, timeZone));
	const whole = ends.every((end) => end.slice(16, 19) === ":00");
	return ends.map((end) => whole ? end.slice(0, 16) + end.slice(19) : end).join(" to ");
}
/** A count for people, with its word if one is given: `1 event`, `1,234 events`. */
function formatCount$1(count, one, many = `${one}s`) {
	const digits = count.toLocaleString("en-US");
	return one === void 0 ? digits : `${digits} ${count === 1 ? one : many}`;
}
/** A length of time to two units: `45 s`, `3 h`, `2 h 5 min`, `10 days`, `1 day 1 h`. @param seconds at least 0. */
function formatLength(seconds) {
	const days = Math.floor(seconds / 86400);
	const hours = Math.floor(seconds % 86400 / 3600);
	const minutes = Math.floor(seconds % 3600 / 60);
	const rest = Math.floor(seconds % 60);
	return [
		days > 0 ? formatCount$1(days, "day") : [],
		hours > 0 ? `${hours} h` : [],
		minutes > 0 && days === 0 ? `${minutes} min` : [],
		rest > 0 && days === 0 && hours === 0 ? `${rest} s` : []
	].flat().slice(0, 2).join(" ") || "0 s";
}
/** The local days of a span that is too young to need its year: `12 Oct`, `12 Oct to 15 Oct`. */
function formatDays({ from, to }, timeZone) {
	const [first, last] = [from, to - 1].map((moment) => import_dayjs_min.default.utc((moment + offsetAt(timeZone, moment)) * 1e3).format("D MMM"));
	return first === last ? `${first}` : `${first} to ${last}`;
}
/** Sentences of text from outside as a list; of more than 20 the rest is counted. */
function listMarkdown(sentences) {
	const lines = sentences.slice(0, LISTED_SENTENCES).map((sentence) => `- ${escapeMarkdown(sentence, SENTENCE_LIMIT$2)}`);
	const hidden = sentences.length - LISTED_SENTENCES;
	if (hidden > 0) lines.push(`- and ${formatCount$1(hidden)} more of this kind.`);
	return lines.join("\n");
}
function offsetText(seconds) {
	const minutes = Math.round(Math.abs(seconds) / 60);
	const parts = [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, "0"));
	return `${seconds < 0 ? "-" : "+"}${parts.join(":")}`;
}
function entity(mark) {
	return `&#${mark.charCodeAt(0)};`;
}

// src/report/categories.ts
const NAME_LIMIT$13 = 200;
const SHOWN_CODES = 300;
/** @returns `sentence`, one line for log and annotation, and `ok`: nothing failed. */
function categoriesVerdict(report) {
	const ok = report.failures.length === 0 && !report.cancelled && report.codes !== void 0;
	const sentences = [
		...report.cancelled ? ["The run was cancelled."] : [],
		listedSentence(report),
		comparedSentence(report),
		...report.failures
	];
	return {
		ok,
		sentence: `Mimecast categories of ${report.tenant}: ${sentences.filter((one) => one !== "").join(" ")}`
	};
}
/** What of the list a person should know, a sentence each. Every text in it is harmless or escaped by who shows it. */
function categoriesNotes({ codes, known, collected }) {
	if (!codes) return [];
	const unknown = codes.filter((code) => !known.includes(code));
	const absent = collected === "all" ? [] : collected.filter((code) => !codes.includes(code));
	const notes = [];
	if (unknown.length > 0) notes.push(`This version has not met ${named$2(unknown)}: events of it are read and kept like others, but their wording may be unknown.`);
	if (absent.length > 0) notes.push(`The input categories names ${named$2(absent)}, which the account does not offer: a run finds nothing in it. Check the spelling.`);
	return notes;
}
/** The report as GitHub Markdown. Text from outside is escaped. */
function renderCategories(report) {
	const { ok, sentence } = categoriesVerdict(report);
	const sections = [`## ${ok ? report.findings.length > 0 ? "⚠️" : "✅" : "❌"} Mimecast categories of ${escapeMarkdown(report.tenant, NAME_LIMIT$13)}`, escapeMarkdown(sentence, 2 * SENTENCE_LIMIT$2)];
	if (report.findings.length > 0) sections.push(`### Findings: ${formatCount$1(report.findings.length)}`, listMarkdown(report.findings.map(({ severity, kind, sentence }) => `${severity}, ${kind}: ${sentence}`)));
	sections.push(...table$1(report));
	const notes = categoriesNotes(report);
	if (notes.length > 0) sections.push(listMarkdown(notes));
	return `${sections.join("\n\n")}\n`;
}
/**
* Appends the report to the summary file that the runner names.
* @returns false where there is none, outside GitHub Actions.
* @throws Error if the file can't be written.
*/
async function writeCategories(report, env) {
	const file = env.GITHUB_STEP_SUMMARY;
	if (!file) return false;
	await appendFile(file, renderCategories(report));
	return true;
}
function listedSentence({ codes, known }) {
	if (!codes) return "";
	const unknown = codes.filter((code) => !known.includes(code)).length;
	const rest = unknown === 0 ? "all of them known" : `${formatCount$1(unknown)} of them not known to this version`;
	return `The account offers ${formatCount$1(codes.length, "category", "categories")}, ${rest}.`;
}
function comparedSentence({ compared, findings, findingsRaised, dryRun, codes }) {
	if (!compared || !codes) return "";
	if ("why" in compared) return compared.why;
	const remembered = dryRun ? "As this is a dry run, the list is not remembered." : "Later runs compare with this list.";
	if (compared.with === void 0) return `It is the first list of this account, so nothing is compared. ${remembered}`;
	const moment = formatMoment(Math.floor(compared.with / 1e3));
	if (findings.length === 0) return `It is the same list as on ${moment}.`;
	return `${formatCount$1(findings.length, "change")} since ${moment}, ${formatCount$1(findingsRaised)} of them new.`;
}
function table$1({ codes, known, collected }) {
	if (!codes) return [];
	const rows = codes.slice(0, SHOWN_CODES).map((code) => {
		const read = collected === "all" || collected.includes(code);
		return `| ${codeMarkdown(code, NAME_LIMIT$13)} | ${known.includes(code) ? "yes" : "**no**"} | ${read ? "yes" : "no"} |`;
	});
	const head = ["| category | known to this version | read with these settings |", "|---|---|---|"];
	const hidden = codes.length - rows.length;
	return [[...head, ...rows].join("\n"), ...hidden > 0 ? [`and ${formatCount$1(hidden)} more.`] : []];
}
function named$2(codes) {
	const hidden = codes.length - 20;
	return `${codes.slice(0, 20).join(", ")}${hidden > 0 ? ` and ${formatCount$1(hidden)} more` : ""}`;
}

// src/runner/deadline.ts
/**
* A signal that aborts after `ms`, with an Error of that sentence as its reason, or as soon as `earlier` does.
* Its timer never keeps the process alive.
*/
function deadline(ms, sentence, earlier) {
	const controller = new AbortController();
	setTimeout(() => controller.abort(new Error(sentence)), ms).unref();
	return AbortSignal.any([controller.signal, earlier]);
}

// src/canonical.ts
/**
* Writes a parsed JSON value as canonical JSON (RFC 8785): keys sorted by UTF-16 code units, no blanks, numbers and texts
* as ECMAScript writes them. One line, the same for the same content.
*
* RFC 8785 refuses what I-JSON forbids. Here nothing that a provider sends may stop a run, so half a surrogate pair is
* written as its escape, a number beyond all doubles as null, and no depth is too deep.
*/
function canonicalJson(root) {
	let out = "";
	const todo = [{ value: root }];
	for (let step = todo.pop(); step; step = todo.pop()) if ("text" in step) out += step.text;
	else if (typeof step.value !== "object" || step.value === null) out += JSON.stringify(step.value) ?? "null";
	else open(step.value, todo);
	return out;
}
/** Puts the parts of an object or array on the stack, the first on top. */
function open(value, todo) {
	if (Array.isArray(value)) {
		todo.push({ text: "]" });
		for (let index = value.length - 1; index >= 0; index -= 1) todo.push({ value: value[index] }, { text: index === 0 ? "[" : "," });
		if (value.length === 0) todo.push({ text: "[" });
		return;
	}
	const fields = value;
	const keys = Object.keys(fields).sort();
	todo.push({ text: "}" });
	for (let index = keys.length - 1; index >= 0; index -= 1) {
		const key = keys[index] ?? "";
		todo.push({ value: fields[key] }, { text: `${index === 0 ? "{" : ","}${JSON.stringify(key)}:` });
	}
	if (keys.length === 0) todo.push({ text: "{" });
}

// src/event.ts
/** The category in which Mimecast files the log-ons of its own staff (docs: get-audit-events, `categories`). */
const ACCESS_CATEGORY = "mimecast_access_logs";
/** Domains of the provider's own staff, unless the input provider-domains names others. */
const PROVIDER_DOMAINS = ["mimecast.local", "mimecast.com"];
/** Understands one item of `data` as far as it can be understood. Never refuses an item: what can't be read is undefined. */
function parseEvent(raw) {
	return understand$1(raw, canonicalJson(raw));
}
/** The same from a line of `events.ndjson`, which is canonical JSON already. */
function parseEventLine(line) {
	return understand$1(JSON.parse(line), line);
}
/**
* True if the provider's own staff made this event: its category is `mimecast_access_logs`, or the domain of `user` is
* exactly one of the provider's. Blanks around it, angle brackets and a dot at its end hide nobody.
* @param domains in lower case.
*/
function isProviderAccess(event, domains) {
	if (event.category === "mimecast_access_logs") return true;
	const user = event.user?.trim() ?? "";
	const at = user.lastIndexOf("@");
	if (at < 0) return false;
	let end = user.length;
	while (end > at && ">. ".includes(user.charAt(end - 1))) end -= 1;
	return domains.includes(user.slice(at + 1, end).toLowerCase());
}
/**
* Reads `eventTime`. Mimecast writes `2026-11-24T09:05:31+0000`; a one-digit hour, a fraction, `Z` and `+00:00` have been
* seen by others and are read too. A date that doesn't exist (31 February) is not a time.
* @returns ms UTC, or undefined.
*/
function parseEventTime(text) {
	if (typeof text !== "string") return void 0;
	const match = /^(\d{4})-(\d\d)-(\d\d)T(\d\d?):(\d\d):(\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:?\d\d)$/.exec(text);
	if (!match) return void 0;
	const offset = offsetMinutes(match[8] ?? "Z");
	const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number);
	const time = Date.UTC(year, month - 1, day, hour, minute, second);
	const date = new Date(time);
	if (!(date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day && hour < 24 && minute < 60 && second < 60) || offset === void 0) return void 0;
	return time - offset * 6e4 + (match[7] === void 0 ? 0 : Math.trunc(Number(`0.${match[7]}`) * 1e3));
}
function offsetMinutes(zone) {
	if (zone === "Z" || zone === "+0000") return 0;
	const hours = Number(zone.slice(1, 3));
	const minutes = Number(zone.slice(-2));
	if (hours > 14 || minutes > 59) return void 0;
	return (zone.startsWith("-") ? -1 : 1) * (hours * 60 + minutes);
}
function understand$1(raw, canonical) {
	const fields = typeof raw === "object" && raw !== null ? raw : {};
	const id = text$1(fields.id);
	return {
		canonical,
		hash: hash("sha256", canonical),
		key: hash("sha256", id ?? canonical, "base64url"),
		id,
		time: parseEventTime(fields.eventTime),
		category: text$1(fields.category),
		auditType: text$1(fields.auditType),
		user: text$1(fields.user),
		eventInfo: text$1(fields.eventInfo),
		raw
	};
}
/** A non-empty text, or undefined: Mimecast leaves fields empty where they don't apply. */
function text$1(value) {
	return typeof value === "string" && value !== "" ? value : void 0;
}

// src/settings/words.ts
/** One error for a value that is not what it should be; `allowed` says in words what may stand there. Not for secrets. */
function refusal(input, value, allowed) {
	return new SettingsError(input, `Input ${input} is "${shown$2(value)}": ${allowed}.`);
}
/** One error that does not quote the value: for secrets, and for inputs that contradict each other or are missing. */
function fault(input, sentence) {
	return new SettingsError(input, `Input ${input} ${sentence}.`);
}
/** A value for people: 60 characters at most, and nothing but letters, digits, blanks and harmless marks. */
function shown$2(value) {
	const characters = [...value];
	const head = characters.slice(0, 60).join("").replaceAll(/[^\p{L}\p{N} \-_.:/+,=@~]/gu, "?");
	return characters.length > 60 ? `${head}...` : head;
}
/** The six words of YAML 1.2's core schema, as @actions/core's getBooleanInput. */
function booleanOf(input, value) {
	if ([
		"true",
		"True",
		"TRUE"
	].includes(value)) return true;
	if ([
		"false",
		"False",
		"FALSE"
	].includes(value)) return false;
	throw refusal(input, value, "allowed are true, True, TRUE, false, False, FALSE");
}
/** A whole number in digits, from `least` to `most`. */
function integerOf(input, value, least, most) {
	const number = /^\d{1,9}$/.test(value) ? Number(value) : NaN;
	if (number >= least && number <= most) return number;
	throw refusal(input, value, `allowed is a whole number from ${least} to ${most}, in digits`);
}
/** One of `words`, exactly. */
function choiceOf(input, value, words) {
	const word = words.find((candidate) => candidate === value);
	if (word !== void 0) return word;
	throw refusal(input, value, `allowed are ${words.join(", ")}`);
}
const SECONDS = {
	s: 1,
	m: 60,
	h: 3600,
	d: 86400
};
/** A length of time, `90s`, `5m`, `2h`, `1d`. `least` and `most` are written the same way. @returns seconds. */
function durationOf$1(input, value, least, most) {
	const seconds = secondsOf$1(value);
	if (seconds >= secondsOf$1(least) && seconds <= secondsOf$1(most)) return seconds;
	throw refusal(input, value, `allowed is a whole number and s, m, h or d, from ${least} to ${most}, for example 5m`);
}
function secondsOf$1(value) {
	const match = /^(\d{1,9})([smhd])$/.exec(value);
	return match ? Number(match[1]) * SECONDS[match[2]] : NaN;
}
/** Text on one line that can be printed: at most `most` characters, no control, format or surrogate characters. */
function lineOf(input, value, most) {
	if ([...value].length > most) throw refusal(input, value, `at most ${most} characters are allowed`);
	if (/[\p{C}\p{Zl}\p{Zp}]/u.test(value)) throw refusal(input, value, "line breaks, tabs and other characters that cannot be printed are not allowed");
	return value;
}
/**
* An address to send secrets to: https, or http to this machine only. User, query and fragment are refused; they would
* carry a secret into logs, or get lost.
* @returns the address without a `/` at its end.
*/
function urlOf(input, value, path) {
	if (value.includes("@")) throw fault(input, "must not hold a user or password; give those in inputs of their own");
	if (/[?#]/.test(value)) throw fault(input, "must not hold a query (?) or a fragment (#)");
	lineOf(input, value, 2e3);
	const url = URL.parse(value);
	const known = url?.protocol === "https:" || url?.protocol === "http:";
	if (!url || !known || !/^https?:\/\//i.test(value)) throw refusal(input, value, "allowed is a full address such as https://host.example.com");
	if (url.protocol === "http:" && !isLoopback$1(url.hostname)) throw refusal(input, value, "it must begin with https:// (http:// is allowed for localhost only)");
	let pathname = url.pathname;
	while (pathname.endsWith("/")) pathname = pathname.slice(0, -1);
	if (path === "no path" && pathname !== "") throw refusal(input, value, "leave out the path, give scheme and host only");
	return url.origin + pathname;
}
/** True for the names and addresses by which a machine reaches itself (RFC 6761, RFC 1122, RFC 4291). */
function isLoopback$1(hostname) {
	return /^(?:.+\.)?localhost$/.test(hostname) || /^127(?:\.\d{1,3}){3}$/.test(hostname) || hostname === "[::1]";
}

// src/settings/categories.ts
/** Codes that have been seen. Mimecast publishes no closed list, so others are allowed. */
const KNOWN_CATEGORIES = [
	"account_logs",
	"archive_service_logs",
	"authentication_logs",
	"awareness_training_logs",
	"branding_logs",
	"case_review_logs",
	"continuity_services_logs",
	"integrations_and_apis",
	"journaling_logs",
	ACCESS_CATEGORY,
	"policy_logs",
	"profile_group_logs",
	"reporting_logs",
	"safe_cloud_threat_protection_logs",
	"secure_messaging_logs",
	"user_account_and_role_logs"
];
/** Understands `categories`: codes by comma or line, or `all`. @throws SettingsError */
function categoriesOf(value, notice) {
	const text = value ?? "mimecast_access_logs";
	const codes = text.split(/[,\r\n]/).map((code) => code.trim()).filter((code) => code !== "");
	if (codes.length === 1 && codes[0] === "all") return "all";
	if (codes.length === 0 || codes.some((code) => code.toLowerCase() === "all") || !codes.every((code) => /^[A-Za-z0-9_]{1,100}$/.test(code))) throw refusal("categories", text, `allowed is all, alone, or codes such as ${ACCESS_CATEGORY}, by comma or line`);
	const unknown = codes.filter((code) => !KNOWN_CATEGORIES.includes(code));
	if (unknown.length > 0) notice(`Input categories holds codes that this version has not met: ${shown$2(unknown.join(", "))}. They are asked for as they are.`);
	return [...new Set(codes)];
}

// src/categories.ts
/**
* Lists the categories that the account offers, against those we know, and against the last list that Elastic remembers: one
* that appeared or disappeared is a finding. Findings are written before the list is, so that a run that ends between the two
* loses none: the next one compares with the same list, and finds the same.
* Never throws for what is wrong outside: it becomes a sentence in the report.
*/
async function listCategories(settings, parts) {
	const { log, cancelled } = parts;
	const report = {
		tenant: settings.tenant,
		dryRun: settings.dryRun,
		known: KNOWN_CATEGORIES,
		collected: settings.categories,
		codes: void 0,
		compared: void 0,
		findings: [],
		findingsRaised: 0,
		failures: [],
		cancelled: false
	};
	const stop = deadline(settings.deadlineMs, "The time for the run was used up. Give more with the input deadline.", cancelled);
	try {
		const codes = await log.group("Ask Mimecast", async () => {
			return [...new Set((await parts.categories(settings, stop)).map(safeCode))].sort();
		});
		report.codes = codes;
		for (const code of codes) log.info(`${code}${KNOWN_CATEGORIES.includes(code) ? "" : " (not known to this version)"}`);
		for (const note of categoriesNotes(report)) log.info(note);
		await log.group("Compare", () => compare$2(codes, settings, parts, report, stop));
	} catch (error) {
		report.failures.push(messageOf(error));
	}
	report.cancelled = cancelled.aborted;
	return report;
}
async function compare$2(codes, settings, parts, report, signal) {
	const { elastic: target } = settings;
	if (!target) {
		report.compared = { why: "No Elastic setting is given, so nothing is remembered, and changes can not be noticed." };
		parts.log.info(report.compared.why);
		return;
	}
	const client = await parts.elastic(target);
	try {
		await compareIn(client, target.namespace, codes, settings, parts, report, signal);
	} finally {
		await client.close();
	}
}
async function compareIn(client, namespace, codes, settings, parts, report, signal) {
	const { tenant, dryRun } = settings;
	const { log } = parts;
	const now = parts.clock.now();
	const place = {
		stream: `logs-mimecast.coverage-${namespace}`,
		tenant,
		signal
	};
	let last;
	try {
		last = await patiently("Last list", () => readListing(client, place), parts, signal);
	} catch (error) {
		if (!(error instanceof ElasticError) || error.status !== 403) throw error;
		report.compared = { why: "The Elastic key lacks the privilege read, so changes can not be noticed." };
		log.warn(`${report.compared.why} docs/elasticsearch.md has the key to paste.`);
		return;
	}
	report.compared = { with: last?.listed };
	report.findings = last ? changesBetween(last, codes, now).map(categoryChangedFinding) : [];
	for (const { sentence } of report.findings) log.info(sentence);
	if (report.findings.length === 0) log.info(last ? "Nothing has changed." : "This is the first list of this account.");
	report.findingsRaised = report.findings.length;
	if (dryRun) {
		log.info("dry-run: nothing is written to Elastic.");
		return;
	}
	const { findings } = report;
	const run = settings.run?.url;
	if (findings.length > 0) {
		const given = {
			stream: `logs-mimecast.finding-${namespace}`,
			tenant,
			findings,
			run,
			manifest: void 0,
			now,
			signal
		};
		const { raised, known } = await patiently("Findings", () => raise$1(client, given), parts, signal);
		report.findingsRaised = raised;
		log.info(`${raised} findings raised, ${known} raised before`);
	}
	const listing = {
		codes,
		listed: now
	};
	await patiently("List", () => writeListing(client, {
		...place,
		listing,
		run,
		toolVersion: parts.tool.version
	}), parts, signal);
	log.info("The list is remembered.");
}

// src/coverage.ts
/**
* The spans in which each of these categories was covered, in order, none touching another. A record for `all` covers
* every category; only such records cover `all`.
*/
function coveredSpans(records, categories) {
	if (categories === "all") return union(records.filter((record) => record.categories === "all").map(({ span }) => span));
	return categories.map((category) => union(records.filter((record) => includes(record, category)).map(({ span }) => span))).reduce((all, one) => intersection(all, one));
}
/**
* What has not been covered between the first record of a category and a moment (s UTC), in order: a piece is a hole as
* soon as one of the categories is missing there. A category that was never covered has no holes, since it has no beginning.
*/
function holesAfter(records, categories, until) {
	return union((categories === "all" ? [coveredSpans(records, "all")] : categories.map((one) => coveredSpans(records, [one]))).flatMap((covered) => covered[0] ? holesIn({
		from: covered[0].from,
		to: until
	}, covered) : []));
}
/**
* When a span was last covered as a whole: each moment and category counts with its last record, and the oldest of those is
* taken. @returns ms UTC; undefined if some of it was never covered.
*/
function lastCovered(records, span, categories) {
	const near = records.filter((record) => record.span.from < span.to && record.span.to > span.from);
	const edges = near.flatMap((record) => [record.span.from, record.span.to]);
	const moments = [span.from, ...edges.filter((edge) => edge > span.from && edge < span.to)];
	const lastCovering = lastCoveringIn(near);
	let oldest = Number.POSITIVE_INFINITY;
	for (const moment of new Set(moments)) for (const category of categories === "all" ? [void 0] : categories) {
		const last = lastCovering(moment * 1e3, category);
		if (!last) return void 0;
		oldest = Math.min(oldest, last.recorded);
	}
	return oldest;
}
/** What is left of a span when others are taken out of it, in order. */
function holesIn(span, covered) {
	const holes = [];
	let from = span.from;
	for (const piece of union(covered)) {
		if (piece.to <= from) continue;
		if (piece.from >= span.to) break;
		if (piece.from > from) holes.push({
			from,
			to: piece.from
		});
		from = piece.to;
	}
	if (from < span.to) holes.push({
		from,
		to: span.to
	});
	return holes;
}
/**
* Answers which record was the last to cover a moment. Asked in order of time it looks at each record about twice in all, since
* it remembers those of the piece of time that it was asked for last.
*/
function lastCoveringIn(records) {
	const newestFirst = records.toSorted((a, b) => b.recorded - a.recorded);
	let piece = {
		from: 0,
		to: 0
	};
	let here = [];
	return (time, category) => {
		const seconds = time / 1e3;
		if (!(seconds >= piece.from && seconds < piece.to)) {
			piece = {
				from: Number.NEGATIVE_INFINITY,
				to: Number.POSITIVE_INFINITY
			};
			const covering = [];
			for (const record of newestFirst) {
				const { from, to } = record.span;
				if (seconds >= from && seconds < to) covering.push(record);
				for (const edge of [from, to]) if (edge <= seconds) piece = {
					from: Math.max(piece.from, edge),
					to: piece.to
				};
				else piece = {
					from: piece.from,
					to: Math.min(piece.to, edge)
				};
			}
			here = covering;
		}
		return here.find(({ categories }) => categories === "all" || category !== void 0 && categories.includes(category));
	};
}
/** Spans in order, those that overlap or touch made one. */
function union(spans) {
	const sorted = spans.filter(({ from, to }) => from < to).toSorted((a, b) => a.from - b.from);
	const result = [];
	for (const { from, to } of sorted) {
		const last = result.at(-1);
		if (last && from <= last.to) last.to = Math.max(last.to, to);
		else result.push({
			from,
			to
		});
	}
	return result;
}
function includes({ categories }, category) {
	return categories === "all" || categories.includes(category);
}
function intersection(a, b) {
	return a.flatMap((one) => b.map((other) => ({
		from: Math.max(one.from, other.from),
		to: Math.min(one.to, other.to)
	})).filter(({ from, to }) => from < to));
}
/** Hash of the last manifest that was recorded; undefined before the first. */
function lastManifest(coverage) {
	return coverage?.reduce((last, one) => last && last.recorded >= one.recorded ? last : one, void 0)?.manifest;
}

// src/plan.ts
/**
* What leaves the 60 days while it is read comes back as "none". So a span that has to be cut is cut a little later than
* now; a read that takes longer than this is not complete.
*/
const EDGE_MARGIN_S = 600;
/**
* What to read, if it is `now` (ms UTC). Windows are aligned to local days or hours, so that runs tile the time axis whenever
* they start. Without `past` only what is asked for is read: no overlap, no holes.
* @param created when the first attempt of this workflow run was created, ms UTC: a re-run reads the window of that time.
* @throws SettingsError if the span given by hand is in the future, or older than Mimecast remembers.
*/
function makePlan(time, now, past, created) {
	const limits = {
		settled: Math.floor(now / 1e3 - time.settle),
		oldest: Math.ceil(now / 1e3) - 60 * 86400
	};
	if (time.kind === "span") return planSpan(time, limits, past);
	return planWindow(time, limits, past, created === void 0 ? void 0 : Math.floor(created / 1e3));
}
function planWindow(time, limits, past, created) {
	const { settled, oldest } = limits;
	const { timeZone } = time;
	const notes = [];
	let window = windowAt(time, settled);
	if (created !== void 0) {
		const first = windowAt(time, Math.min(created, settled));
		const readable = reachable(first, oldest) !== void 0;
		if (first.to !== window.to) notes.push(rerunNote(first, readable));
		if (readable) window = first;
	}
	const asked = reachable(window, oldest) ?? window;
	if (asked.from !== window.from) notes.push(`Mimecast gives out ${60} days: the window begins at ${formatMoment(asked.from)} instead of ${formatMoment(window.from)}.`);
	if (past) notes.push(...firstNotes(past, addDays(dateAt(timeZone, oldest), 1)));
	const firstRun = past?.coverage.length === 0;
	const found = past ? holesAfter(past.coverage, past.categories, asked.from) : [];
	const holes = found.flatMap((hole) => reachable(hole, oldest) ?? []);
	const overlap = past && !firstRun ? reachable({
		from: asked.from - time.overlap,
		to: asked.from
	}, oldest) : void 0;
	return {
		pieces: [
			...piecesOf(time.catchUp ? holes.flatMap((hole) => holesIn(hole, overlap ? [overlap] : [])) : [], "hole", timeZone),
			...piecesOf(overlap ? [overlap] : [], "overlap", timeZone),
			...piecesOf([asked], "window", timeZone)
		],
		asked,
		unreachable: void 0,
		notes,
		holes,
		lost: found.flatMap((hole) => holesIn(hole, holes)),
		firstRun
	};
}
/** The last complete window at that moment (s UTC). */
function windowAt({ window, timeZone }, moment) {
	const floor = window.unit === "day" ? dayFloor : hourFloor;
	const to = floor(timeZone, moment);
	let from = to;
	for (let unit = 0; unit < window.count; unit += 1) from = floor(timeZone, from - 1);
	return {
		from,
		to
	};
}
function rerunNote(first, readable) {
	return readable ? `This is a re-run: it reads the window of its first attempt, ${formatSpan(first)}.` : `This is a re-run, but the window of its first attempt, ${formatSpan(first)}, is older than the ${60} days that Mimecast gives out: the last window is read.`;
}
/** How to read what came before the first run of a tenant, or of a category. `date` is the first that can be read whole. */
function firstNotes({ coverage, categories }, date) {
	const backfill = `To read what came before, run it once with start: ${date}.`;
	if (coverage.length === 0) return [`This is the first run that is recorded for this tenant, so there is no hole to fill. ${backfill}`];
	if (categories === "all") return coveredSpans(coverage, "all").length > 0 ? [] : [`No earlier run has covered all categories, so there is no hole of them to fill. ${backfill}`];
	const fresh = categories.filter((category) => coveredSpans(coverage, [category]).length === 0);
	if (fresh.length === 0) return [];
	return [`No earlier run has covered ${fresh.join(", ")}, so there is no hole of that to fill. ${backfill}`];
}
/**
* The period to look back at, however long ago: the last window, or the span given by hand.
* @param now ms UTC. @throws SettingsError if it lies in the future.
*/
function pastPeriod(time, now) {
	const settled = Math.floor(now / 1e3 - time.settle);
	return time.kind === "span" ? askedSpan(time, settled) : windowAt(time, settled);
}
/** The span given by hand, as far as it is not younger than `settled` (s UTC). */
function askedSpan({ start, end, settle }, settled) {
	if (start >= settled) throw new SettingsError("start", `Input start is ${formatMoment(start)}: it must be before ${formatMoment(settled)}, which is now less ${settle} s (settle).`);
	return {
		from: start,
		to: end === void 0 ? settled : Math.min(end, settled)
	};
}
function planSpan(given, limits, past) {
	const { start, end, settle, timeZone } = given;
	const { settled, oldest } = limits;
	const asked = askedSpan(given, settled);
	if (asked.to <= oldest) throw new SettingsError("start", `Input start is ${formatMoment(start)}: ${formatSpan(asked)} is wholly older than the ${60} days that Mimecast gives out, allowed is ${formatMoment(oldest)} or later.`);
	const notes = [];
	if (end !== void 0 && end > settled) notes.push(`Input end is ${formatMoment(end)}: the span ends at ${formatMoment(settled)} instead, since nothing younger than ${settle} s (settle) is read.`);
	const unreachable = start < oldest ? {
		from: start,
		to: Math.min(oldest + EDGE_MARGIN_S, asked.to - 1)
	} : void 0;
	const firstRun = past?.coverage.length === 0;
	return {
		pieces: backfill({
			from: unreachable?.to ?? start,
			to: asked.to
		}, timeZone, past),
		asked,
		unreachable,
		notes,
		holes: [],
		lost: [],
		firstRun
	};
}
/**
* A long span in the order in which a run that reached its deadline goes on where it stopped: what was never covered, oldest
* first, then what was covered longest ago.
*/
function backfill(span, timeZone, past) {
	const { coverage = [], categories = "all" } = past ?? {};
	const fresh = holesIn(span, coveredSpans(coverage, categories));
	const again = piecesOf(holesIn(span, fresh), "asked", timeZone).map((piece) => ({
		piece,
		age: lastCovered(coverage, piece.span, categories) ?? 0
	})).toSorted((a, b) => a.age - b.age);
	return [...piecesOf(fresh, "asked", timeZone), ...again.map(({ piece }) => piece)];
}
function piecesOf(spans, why, timeZone) {
	return spans.flatMap((span) => cutAtDays(timeZone, span)).map((span) => ({
		span,
		why
	}));
}
/** What Mimecast still gives out of a span, if that is anything. */
function reachable({ from, to }, oldest) {
	const start = from >= oldest ? from : oldest + EDGE_MARGIN_S;
	return start < to ? {
		from: start,
		to
	} : void 0;
}

// src/report/report.ts
/** The report of a run that has done nothing yet. */
function emptyReport(settings) {
	return {
		tenant: settings.tenant,
		timeZone: settings.time.timeZone,
		categories: settings.categories,
		query: settings.query,
		dryRun: settings.dryRun,
		window: void 0,
		unreachable: void 0,
		notes: [],
		pieces: [],
		catchUp: settings.time.kind === "window" && settings.time.catchUp === true && settings.query === void 0,
		firstRun: false,
		read: void 0,
		accesses: {
			count: 0,
			rows: [],
			whole: false
		},
		sessions: [],
		sessionsLeftOut: 0,
		agreement: void 0,
		issues: void 0,
		acknowledgements: /* @__PURE__ */ new Map(),
		unknownWordings: {
			count: 0,
			file: void 0
		},
		reportFile: void 0,
		documentsFile: void 0,
		evidence: void 0,
		elastic: void 0,
		comparison: void 0,
		covered: [],
		findings: [],
		findingsRaised: 0,
		holes: [],
		lost: [],
		failures: [],
		cancelled: false
	};
}

// src/access/person.ts
/** Longest account that is compared: mail allows 254 characters (RFC 5321). */
const LONGEST$2 = 400;
/**
* What stands for a person where accounts are compared: without regard to case, to blanks around it, and to how an accent is
* encoded (Unicode NFC).
*/
function personKey(person) {
	const text = person.trim();
	return text.length > LONGEST$2 ? text.toLowerCase() : text.normalize("NFC").toLowerCase();
}
/**
* True if the person is the one of the pattern: an address in which `*` stands for anything but `@`. A person whom no event
* names is matched by no pattern. Linear in both lengths, but for what finding a text in a text takes.
*/
function matchesPerson(pattern, person) {
	if (person === void 0) return false;
	const patterns = personKey(pattern).split("@");
	const texts = personKey(person).split("@");
	return patterns.length === texts.length && patterns.every((piece, i) => matchesPiece(piece, texts[i] ?? ""));
}
/** One side of the `@`. Between the first and the last literal the leftmost place of each is always good enough. */
function matchesPiece(pattern, text) {
	const [head = "", ...rest] = pattern.split("*");
	const tail = rest.pop();
	if (tail === void 0) return text === head;
	if (text.length < head.length + tail.length || !text.startsWith(head) || !text.endsWith(tail)) return false;
	const end = text.length - tail.length;
	let from = head.length;
	for (const literal of rest) {
		const at = text.indexOf(literal, from);
		if (at < 0 || at + literal.length > end) return false;
		from = at + literal.length;
	}
	return from <= end;
}

// src/access/network.ts
const lists = /* @__PURE__ */ new WeakMap();
/** True if it is a block such as `198.51.100.0/24` or `2001:db8::/32`, or one address. */
function isNetwork(text) {
	return partsOf(text) !== void 0;
}
/**
* True if the address lies in one of the blocks. Bits of a block beyond its prefix are of no account. What is no address lies
* in none.
*/
function isInNetworks(networks, address) {
	if (address === void 0) return false;
	const family = familyOf(address);
	return family !== void 0 && listOf$3(networks).check(address, family);
}
/** Building a list takes longer than asking it, and a policy is asked for every act. */
function listOf$3(networks) {
	let list = lists.get(networks);
	if (!list) {
		list = new BlockList();
		for (const network of networks) {
			const parts = partsOf(network);
			if (parts) list.addSubnet(parts.address, parts.prefix, parts.family);
		}
		lists.set(networks, list);
	}
	return list;
}
function partsOf(text) {
	const match = /^([\da-fA-F:.]{2,45})(?:\/(\d{1,3}))?$/.exec(text);
	const address = match?.[1] ?? "";
	const family = familyOf(address);
	if (!family || /^::ffff:/i.test(address)) return void 0;
	const most = family === "ipv4" ? 32 : 128;
	const prefix = match?.[2] === void 0 ? most : Number(match[2]);
	return prefix <= most ? {
		address,
		prefix,
		family
	} : void 0;
}
function familyOf(address) {
	if (isIPv4(address)) return "ipv4";
	return isIPv6(address) && !address.includes("%") ? "ipv6" : void 0;
}

// src/access/policy.ts
const HOUR_MS = 36e5;
/** A session that touches more days than this has broken every rule long before. */
const MOST_DAYS$1 = 400;
/** What an act needs to be allowed: all of them. What can't be told what it is needs the strongest, `change`. */
function needsOf({ kind, content }) {
	if (kind === "signed-in" || kind === "signed-out") return ["sign-in"];
	if (kind === "seen") return content ? ["content"] : ["see"];
	const need = kind === "exported" ? "export" : "change";
	return content ? [need, "content"] : [need];
}
/**
* The rules of the policy that a session breaks and that no approval waives: of each act that breaks a rule, one of the
* approvals that cover it must name that rule.
* @param sameDay sessions of this person, with or without this one; those of other days and persons are left aside.
*/
function brokenRules(matched, policy, sameDay) {
	const { session } = matched;
	const broken = [];
	const add = (rule, sentence) => {
		broken.push({
			rule,
			sentence: `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`
		});
	};
	const left = (rule, breaks) => session.acts.filter((act) => breaks(act) && !isWaived(matched, act, rule));
	const isWaivedWhole = (rule) => matched.whole && left(rule, () => true).length === 0;
	const { hours, networks, never, longestSession, perDay, ticket } = policy;
	if (hours) {
		const outside = left("hours", ({ time }) => !isInHours(hours, time)).length;
		if (outside > 0) add("hours", `${actsOf$3(outside)} of the session ${are(outside)} outside the working hours`);
	}
	if (networks) {
		const foreign = left("networks", (act) => !addressesOf$2(act).every((one) => isInNetworks(networks, one)));
		const without = foreign.filter(({ address }) => address === void 0).length;
		const note = without === 0 ? "" : `, ${without} of them without any address`;
		if (foreign.length > 0) add("networks", `${actsOf$3(foreign.length)} of the session ${are(foreign.length)} from outside the networks${note}`);
	}
	if (never.some((pattern) => matchesPerson(pattern, session.person)) && !isWaivedWhole("never")) add("never", "this person may never come in");
	const length = session.last - session.first;
	if (longestSession !== void 0 && length > longestSession && !isWaivedWhole("length")) add("length", `the session is ${lengthOf$2(length)} long, and ${lengthOf$2(longestSession)} are allowed`);
	const day = perDay && tooMuchOfADay(session, perDay, sameDay);
	if (day !== void 0 && !isWaivedWhole("per-day")) add("per-day", day);
	const missing = session.acts.filter((act) => needsOf(act).some((need) => ticket.includes(need)) && (matched.covering.get(act)?.length ?? 0) === 0).length;
	if (missing > 0) add("ticket", `${actsOf$3(missing)} of the session always need${missing === 1 ? "s" : ""} a ticket`);
	return broken;
}
/** True if that moment (ms UTC) lies in the working hours; exact to the second. */
function isInHours(hours, time) {
	const moment = Math.floor(time / 1e3);
	const local = moment + offsetAt(hours.timeZone, moment);
	const day = Math.floor(local / 86400);
	const second = local - day * 86400;
	const [from, to] = [hours.from * 60, hours.to * 60];
	const isDay = (one) => hours.days.includes(weekday(one));
	if (from < to) return isDay(day) && second >= from && second < to;
	return isDay(day) && second >= from || isDay(day - 1) && second < to;
}
/** A length for people, in its two largest units: `2 h 10 min`. */
function lengthOf$2(ms) {
	const seconds = Math.round(ms / 1e3);
	return [
		[Math.floor(seconds / 3600), "h"],
		[Math.floor(seconds / 60) % 60, "min"],
		[seconds % 60, "s"]
	].filter(([count]) => count > 0).slice(0, ms < HOUR_MS ? 2 : 3).map(([count, unit]) => `${count} ${unit}`).join(" ") || "0 s";
}
/** @returns why this session is too much for a day that it touches; the ones before it on that day are not blamed. */
function tooMuchOfADay(session, perDay, sameDay) {
	const { timeZone } = perDay;
	const before = sameDay.filter((other) => samePerson(other, session) && isBefore(other, session));
	let date = dateAt(timeZone, Math.floor(session.first / 1e3));
	for (let days = 0; days < MOST_DAYS$1; days += 1) {
		const from = startOfDay(timeZone, date) * 1e3;
		if (from > session.last && days > 0) return void 0;
		const to = startOfDay(timeZone, addDays(date, 1)) * 1e3;
		const touching = before.filter(({ first, last }) => first < to && last >= from);
		const count = touching.length + 1;
		if (perDay.sessions !== void 0 && count > perDay.sessions) return `it is session ${count} of this person on ${date} (${timeZone}), and ${perDay.sessions} ${are(perDay.sessions)} allowed`;
		const sum = [...touching, session].reduce((total, { first, last }) => total + Math.max(0, Math.min(last, to) - Math.max(first, from)), 0);
		if (perDay.length !== void 0 && sum > perDay.length) return `with it the sessions of this person on ${date} (${timeZone}) are ${lengthOf$2(sum)} long, and ${lengthOf$2(perDay.length)} are allowed`;
		date = addDays(date, 1);
	}
}
function isWaived({ covering }, act, rule) {
	return covering.get(act)?.some(({ waives }) => waives.includes(rule)) ?? false;
}
/** An act without an address comes from an unknown network. */
function addressesOf$2(act) {
	return [act.address, ...act.moreAddresses ?? []];
}
function samePerson(a, b) {
	if (a.person === void 0 || b.person === void 0) return a.person === b.person;
	return personKey(a.person) === personKey(b.person);
}
function isBefore(a, b) {
	return a.id !== b.id && (a.first < b.first || a.first === b.first && a.id < b.id);
}
/** 1 is Monday; day 0, 1 January 1970, was a Thursday. */
function weekday(day) {
	return ((day + 3) % 7 + 7) % 7 + 1;
}
function actsOf$3(count) {
	return count === 1 ? "1 act" : `${count} acts`;
}
function are(count) {
	return count === 1 ? "is" : "are";
}

// src/access/parts.ts
/** The actor's address, or the account's name where it is no address. */
function accountOf$1(parts) {
	return parts.actor?.email ?? parts.actor?.account;
}
/** The accounts acted on, as a list. */
function targetsOf(parts) {
	if (parts.target === void 0) return [];
	return "email" in parts.target ? [parts.target] : parts.target;
}

// src/access/account.ts
/** Longest address that mail allows (RFC 5321) with some room, and its longest local part. Longer is no account. */
const LONGEST$1 = 400;
const LONGEST_QUOTED = 100;
/**
* Reads the account that begins at `from`: no blank, comma or angle bracket, save in a quoted local part.
* @returns undefined if nothing that can be an account begins there.
*/
function readAccount(text, from) {
	let at = from;
	const limit = Math.min(text.length, from + LONGEST$1);
	if (text[at] === "\"") {
		const end = Math.min(text.length, from + LONGEST_QUOTED);
		at += 1;
		while (at < end && text[at] !== "\"") at += text[at] === "\\" ? 2 : 1;
		if (text[at] !== "\"" || text[at + 1] !== "@") return void 0;
		at += 1;
	}
	while (at < limit && !endsAccount(text.charCodeAt(at))) at += 1;
	if (at === from || at - from >= LONGEST$1) return void 0;
	return {
		text: text.slice(from, at),
		end: at
	};
}
/** Blanks and controls, comma, angle brackets. */
function endsAccount(code) {
	return code <= 32 || code === 44 || code === 60 || code === 62 || code === 160;
}
/** True if the account is an address: something on both sides of its last `@`. */
function isEmail(account) {
	const at = account.lastIndexOf("@");
	return at > 0 && at < account.length - 1;
}
/** True if both are the same account. Mimecast writes the same address in either case. */
function sameAccount(one, other) {
	return other !== void 0 && (one === other || one.toLowerCase() === other.toLowerCase());
}
/** Puts a person together. A name that is empty or only the address again is left out. */
function person(account, name) {
	const shown = name?.trim();
	const named = shown && !sameAccount(shown, account) ? { name: shown } : {};
	return isEmail(account) ? {
		email: account,
		...named
	} : {
		account,
		...named
	};
}

// src/access/actor.ts
/**
* Reads ` by address<name>` at the end of a classic sentence. The name reaches to the last bracket and may hold ` by
* other<`, and so may the sentence before; of several cuts the one that agrees with `user` is right.
* @returns undefined if there is none, or if several are possible and nothing tells which is right.
*/
function readActor(head, user) {
	if (!head.endsWith(">")) return void 0;
	let addresses = 0;
	let agreeing = 0;
	let only;
	let agreed;
	for (let at = head.lastIndexOf("by"); at > 0; at = head.lastIndexOf("by", at - 1)) {
		if (head.charCodeAt(at - 1) > 32 || head.charCodeAt(at + 2) > 32) continue;
		let from = at + 3;
		while (head.charCodeAt(from) <= 32) from += 1;
		const account = readAccount(head, from);
		if (!account || head[account.end] !== "<") continue;
		const found = {
			account: account.text,
			name: account.end + 1,
			end: at - 1
		};
		if (sameAccount(account.text, user)) {
			agreeing += 1;
			agreed = found;
		}
		if (isEmail(account.text)) {
			addresses += 1;
			only = found;
		}
	}
	if (agreed && agreeing > 1) return {
		person: person(agreed.account),
		end: void 0
	};
	const right = agreed ?? (addresses === 1 ? only : void 0);
	return right && {
		person: person(right.account, head.slice(right.name, -1)),
		end: right.end
	};
}

// src/access/address.ts
/** The longest address there is, with brackets, zone and port. Longer text isn't looked at. */
const LONGEST = 80;
/**
* Reads one network address. Brackets, a port and a zone id (`fe80::1%eth0`) are left off.
* @returns the shortest spelling (RFC 5952; an IPv4-mapped address as IPv4), or undefined if it is no address.
*/
function readAddress(text) {
	if (text.length > LONGEST) return void 0;
	if (isIPv4(text)) return text;
	const bare = text.startsWith("[") ? unbracket(text) : withoutPort(text);
	if (bare === void 0) return void 0;
	if (isIPv4(bare)) return bare;
	const zone = bare.indexOf("%");
	const address = zone < 0 ? bare : bare.slice(0, zone);
	return isIPv6(address) && zone !== bare.length - 1 ? shortest(address) : void 0;
}
/**
* Reads the value of an IP field: one address or a list by comma or blank. Stray commas and colons around an address are
* left off, as Mimecast has written `IP: : 192.0.2.15,,`. The word `null` and an empty value mean nothing.
* A list with a word in it gives no address at all, since the word may stand for the client.
*/
function readAddressField(value) {
	const whole = readAddress(value);
	if (whole !== void 0) return {
		addresses: [whole],
		raw: void 0
	};
	const pieces = value.split(/[\s,;]+/).filter((piece) => piece !== "" && piece !== ":" && piece !== "null");
	const addresses = /* @__PURE__ */ new Set();
	for (const piece of pieces) {
		const address = readAddress(piece);
		if (address === void 0) return {
			addresses: [],
			raw: value
		};
		addresses.add(address);
	}
	return {
		addresses: [...addresses],
		raw: void 0
	};
}
/** `[address]` or `[address]:port`. */
function unbracket(text) {
	const end = text.indexOf("]");
	if (end < 0) return void 0;
	const rest = text.slice(end + 1);
	if (rest !== "" && !(rest.startsWith(":") && isPort(rest.slice(1)))) return void 0;
	return text.slice(1, end);
}
/** `IPv4:port`: with more than one colon it is IPv6, which can't be told from a port without brackets. */
function withoutPort(text) {
	const colon = text.indexOf(":");
	return colon > 0 && text.indexOf(":", colon + 1) < 0 && isPort(text.slice(colon + 1)) ? text.slice(0, colon) : text;
}
function isPort(text) {
	return /^\d{1,5}$/.test(text) && Number(text) <= 65535;
}
function shortest(address) {
	const spelt = new URL(`http://[${address}]`).hostname.slice(1, -1);
	const mapped = /^::ffff:([\da-f]{1,4}):([\da-f]{1,4})$/.exec(spelt);
	if (!mapped) return spelt;
	const high = Number.parseInt(mapped[1] ?? "", 16);
	const low = Number.parseInt(mapped[2] ?? "", 16);
	return `${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`;
}

// src/access/fields.ts
/**
* Values between labels that follow each other in a known order. People choose names, and a name may hold a label; so a
* value is given only if both of its ends are certain: the label can stand in one place only.
* @returns a value for each label: the trimmed text from it to the next one; undefined where it is empty, the word
* `null`, or in doubt. Undefined altogether if a label is missing.
*/
function readFields(text, labels) {
	const first = [];
	let from = 0;
	for (const label of labels) {
		const at = text.indexOf(label, from);
		if (at < 0) return void 0;
		first.push(at);
		from = at + label.length;
	}
	const certain = [];
	let to = text.length;
	for (let i = labels.length - 1; i >= 0; i -= 1) {
		const at = text.lastIndexOf(labels[i] ?? "", to - (labels[i]?.length ?? 0));
		certain[i] = at === first[i];
		to = at;
	}
	return labels.map((label, i) => {
		const isLast = i === labels.length - 1;
		if (!certain[i] || !(isLast || certain[i + 1])) return void 0;
		return value(text.slice((first[i] ?? 0) + label.length, isLast ? text.length : first[i + 1]));
	});
}
/** The trimmed text, or undefined where it is empty or the word `null`. */
function value(text) {
	const trimmed = text.trim();
	return trimmed === "" || trimmed === "null" ? void 0 : trimmed;
}
/** A copy without the fields that are undefined; undefined if nothing is left. */
function defined(fields) {
	let some = false;
	const copy = {};
	for (const [key, field] of Object.entries(fields)) {
		if (field === void 0) continue;
		copy[key] = field;
		some = true;
	}
	return some ? copy : void 0;
}

// src/access/logon.ts
/** Reads `… for address <name>`. @returns false if the sentence goes on otherwise. */
function readLogon(head, draft, prefix) {
	return readNamed(head, prefix.length, draft);
}
/** Reads `Successful SSO into MimecastCentral for address <name>`. */
function readSso(head, draft, prefix) {
	const at = head.indexOf(" for ", prefix.length);
	if (at < 0 || !readNamed(head, at + 5, draft)) return false;
	const into = value(head.slice(prefix.length, at));
	if (into) draft.objects.signedInto = into;
	return true;
}
/** Reads `User … attempted to access the … but does not have the required permissions to do so`. */
function readRefused(head, draft, prefix) {
	const middle = " attempted to access the ";
	const end = "does not have the required permissions to do so";
	const account = readAccount(head, prefix.length);
	if (!account || !head.startsWith(middle, account.end) || !head.endsWith(` but ${end}`)) return false;
	draft.actor = person(account.text);
	draft.reason = end;
	draft.outcome = "failure";
	const requested = value(head.slice(account.end + 25, -52));
	if (requested) draft.objects.requested = requested;
	return true;
}
const ENTRIES = [
	{
		text: " logged into this account.",
		outcome: "success"
	},
	{
		text: " failed to log into this account.",
		outcome: "failure"
	},
	{
		text: " logged out of this account.",
		outcome: void 0
	}
];
/** Reads `address logged into this account.`, the sentence of provider access, with or without a name. */
function readEntry(head, draft) {
	const entry = ENTRIES.find(({ text }) => head.endsWith(text));
	const account = entry && readAccount(head, 0);
	if (!account) return false;
	const rest = head.slice(account.end, -entry.text.length).trim();
	if (rest !== "" && !(rest.startsWith("<") && rest.endsWith(">"))) return false;
	if (entry.outcome) draft.outcome = entry.outcome;
	const by = draft.actor?.email ?? draft.actor?.account;
	if (by === void 0) draft.actor = person(account.text, rest.slice(1, -1));
	else if (!sameAccount(account.text, by)) draft.objects.person = account.text;
	return true;
}
const DUMP = "Creating the auditLog entry for failed authentication, emailAddress :";
/**
* Reads a failed log-on whose text is a printed Java object: the address is a value inside it.
* @returns what stands after `remote IP :` and after `application :`, or undefined if it is another text.
*/
function readDump(text, draft) {
	if (!text.startsWith(DUMP)) return void 0;
	draft.outcome = "failure";
	const application = text.lastIndexOf(" application :");
	const ip = text.lastIndexOf(" remote IP :", application);
	const close = text.lastIndexOf("]", ip);
	if (application < 0 || ip < 0 || close < 0) return {
		ip: "",
		application: ""
	};
	const at = text.indexOf(",emailAddress=");
	const account = at < 0 ? void 0 : readAccount(text, at + 14);
	if (account && text.startsWith(",domainName=", account.end) && isEmail(account.text)) draft.actor = person(account.text);
	const code = /\[accountCode=(\w{1,40}),accountId=/.exec(text.slice(69, 369));
	if (code?.[1]) draft.objects.accountCode = code[1];
	return {
		ip: text.slice(ip + 12, application),
		application: text.slice(application + 14)
	};
}
/** Reads an account, and a name in angle brackets that reaches to the end of the sentence. */
function readNamed(head, from, draft) {
	const account = readAccount(head, from);
	if (!account) return false;
	const rest = head.slice(account.end).trim();
	if (rest !== "" && !(rest.startsWith("<") && rest.endsWith(">"))) return false;
	draft.actor = person(account.text, rest.slice(1, -1));
	return true;
}

// src/access/message.ts
const FROM = ", From: <";
const TO = ", To: <";
const SUBJECT = ", Subject: ";
/**
* Reads `Viewed Message - Source: …, From: <…> …, To: <…> …, Subject: …, Processed: …, Viewed Content: True`. Outsiders
* choose names and subject, so from and to and subject are given only where the sentence can be cut in one way alone.
* @returns false if it is another sentence.
*/
function readMessage(head, objects) {
	const from = head.indexOf(FROM);
	const end = /, Processed: ([^,<>]{1,60}), Viewed Content: (True|False)$/.exec(head.slice(-120));
	if (from < 0 || !end) return false;
	const source = value(head.slice(25, from));
	if (source && !source.includes(",")) objects.searchSource = source;
	const text = head.slice(0, head.length - end[0].length);
	const senders = closes(text, from + 9, TO);
	const sender = senders.length === 1 ? senders[0] : void 0;
	const recipients = sender ? closes(text, sender.end + 7, SUBJECT) : [];
	const recipient = recipients.length === 1 ? recipients[0] : void 0;
	const message = {
		from: sender && mailbox(text.slice(from + 9, sender.at), sender.account),
		to: sender && recipient && mailbox(text.slice(sender.end + 7, recipient.at), recipient.account),
		subject: recipient && value(text.slice(recipient.end + 11)),
		processed: value(end[1] ?? ""),
		contentViewed: end[2] === "True"
	};
	const kept = defined(message);
	if (kept) objects.message = kept;
	return true;
}
/** The places where `> address` is followed by the label, at most two: more than one is too many already. */
function closes(text, from, label) {
	const found = [];
	for (let at = text.indexOf(">", from); at >= 0 && found.length < 2; at = text.indexOf(">", at + 1)) {
		if (text[at + 1] !== " ") continue;
		const account = readAccount(text, at + 2);
		if (account && text.startsWith(label, account.end)) found.push({
			at,
			account: account.text,
			end: account.end
		});
	}
	return found;
}
/** With unequal brackets in the name there is no reading. */
function mailbox(name, email) {
	let depth = 0;
	for (const character of name) {
		if (character === "<") depth += 1;
		if (character === ">") depth -= 1;
		if (depth < 0) return void 0;
	}
	if (depth !== 0 || !isEmail(email)) return void 0;
	const shown = value(name);
	return shown && shown.toLowerCase() !== email.toLowerCase() ? {
		email,
		name: shown
	} : { email };
}

// src/access/sentence.ts
/** Comma family, and what classic texts say after `Action Performed - `. */
const SENTENCES = [
	{
		prefix: "Successful authentication for ",
		outcome: "success",
		kind: "logon",
		read: readLogon
	},
	{
		prefix: "Failed authentication for ",
		outcome: "failure",
		kind: "logon",
		read: readLogon
	},
	{
		prefix: "Intermediate authentication for ",
		kind: "logon",
		read: readLogon
	},
	{
		prefix: "Successful SSO into ",
		outcome: "success",
		kind: "short",
		read: readSso
	},
	{
		prefix: "User ",
		kind: "refused",
		read: readRefused
	},
	{
		prefix: "Succesfully enrolled user for user device enrollment",
		outcome: "success",
		remote: true,
		read: isOnly
	},
	{
		prefix: "Successfully enrolled user for user device enrollment",
		outcome: "success",
		remote: true,
		read: isOnly
	},
	{
		prefix: "Failed to enroll the user for user device enrollment",
		outcome: "failure",
		remote: true,
		read: isOnly
	},
	{
		prefix: "Password reset for user: ",
		remote: true,
		read: readPassword
	},
	{
		prefix: "No changes found.",
		alone: true,
		read: isOnly
	},
	{
		prefix: "Threat intel multiple feeds download",
		read: readFeed
	},
	{
		prefix: "Viewed Message - Source: ",
		read: (head, draft) => readMessage(head, draft.objects)
	},
	{
		prefix: "Viewed Case - Case: ",
		read: readCase
	},
	{
		prefix: "Viewed Review Set Details - Case: ",
		read: readReviewSet
	},
	{
		prefix: "Executed Search - Source: ",
		read: readSearch
	},
	{
		prefix: "Inspected Review Set Messages - Source: Review Set - ",
		read: readInspected
	},
	{
		prefix: "[Export type :",
		read: readExport
	},
	{
		prefix: "Remediation Incident Created",
		read: readIncident
	},
	{
		prefix: "Restore Remediation Incident Created",
		read: readIncident
	},
	{
		prefix: "API Gateway Application ",
		read: readApiApplication
	},
	{
		prefix: "Archive mailbox restore created. Restored data from ",
		read: readRestore
	},
	{
		prefix: "Mailbox export downloaded. Download filename (HTML Report recovery id): ",
		read: readMailboxExport
	},
	{
		prefix: "Successfully updated ",
		outcome: "success",
		read: readTask
	},
	{
		prefix: "Connector creation for ",
		read: readConnector
	},
	{
		prefix: "Custom Report Definition Created with name \"",
		read: readReport
	},
	{
		prefix: "Inbound checks changed for domain: ",
		read: readDomain
	},
	{
		prefix: "Failed to ",
		outcome: "failure",
		read: readOther
	},
	{
		prefix: "Successfully ",
		outcome: "success",
		read: readOther
	},
	{
		prefix: "Succesfully ",
		outcome: "success",
		read: readOther
	}
];
/** Sentences of the classic family alone, whose first words are too plain to mean the same elsewhere. */
const CLASSIC_SENTENCES = [{
	prefix: "Deleted ",
	read: readDeleted
}, {
	prefix: "Unlinked ",
	read: readUnlinked
}];
/** What has no first words of its own. */
const OTHER = {
	prefix: "",
	read: readOther
};
function readOther(head, draft) {
	return readEntry(head, draft) || readPolicy(head, draft.objects);
}
function isOnly(head, _draft, prefix) {
	return head.length === prefix.length;
}
function readPassword(head, draft, prefix) {
	const account = readAccount(head, prefix.length);
	if (!account || head.slice(account.end) !== " User Password Changed") return false;
	if (isEmail(account.text)) draft.targets.push(account.text);
	return true;
}
function readFeed(head, draft, prefix) {
	const name = /^\s{1,9}-\s{1,9}([\w.-]{1,250})$/.exec(head.slice(prefix.length, prefix.length + 300))?.[1];
	if (!name) return false;
	draft.objects.file = { name };
	return true;
}
function readCase(head, draft, prefix) {
	assign(draft.objects, { case: value(head.slice(prefix.length)) });
	return true;
}
function readReviewSet(head, draft, prefix) {
	const fields = readFields(head, [prefix, ", Review Set: "]);
	if (fields) assign(draft.objects, {
		case: fields[0],
		reviewSet: fields[1]
	});
	return fields !== void 0;
}
function readSearch(head, draft, prefix) {
	const at = head.indexOf(", Search Criteria: ");
	if (at < 0) return false;
	const searchCriteria = value(head.slice(at + 19));
	assign(draft.objects, {
		searchSource: value(head.slice(prefix.length, at)),
		searchCriteria
	});
	if (searchCriteria) draft.targets.push(...mailboxes(searchCriteria));
	return true;
}
/** The mailboxes that a search went through: all of them, or none if one can't be read. */
function mailboxes(json) {
	try {
		const criteria = JSON.parse(json);
		const list = typeof criteria === "object" && criteria !== null && "mailboxes" in criteria ? criteria.mailboxes : [];
		if (!Array.isArray(list)) return [];
		const named = list.filter((entry) => typeof entry === "string" && isEmail(entry));
		return named.length === list.length ? [...new Set(named)] : [];
	} catch {
		return [];
	}
}
function readInspected(head, draft, prefix) {
	const fields = readFields(head, [
		prefix,
		", Case - ",
		", Message Status: "
	]);
	if (!fields) return false;
	const [reviewSet, name, messageStatus] = fields;
	assign(draft.objects, {
		searchSource: "Review Set",
		reviewSet,
		case: name,
		messageStatus
	});
	return true;
}
const EXPORT = [
	"[Export type :",
	",Name :",
	",Requested By :",
	",Export time :",
	",IP Address :",
	",Columns exported :",
	",File name :",
	",File Size:",
	",File type :"
];
function readExport(head, draft, _prefix, user) {
	const fields = head.endsWith("]") ? readFields(head.slice(0, -1), EXPORT) : void 0;
	if (!fields) return false;
	const [kind, name, by, time, ip, columns, fileName, size, type] = fields;
	const account = by === void 0 ? void 0 : readAccount(by, 0);
	if (account && account.end === by?.length) draft.actor = person(account.text);
	else if (user && head.includes(`,Requested By :${user},Export time :`)) draft.actor = person(user);
	if (ip) draft.addresses.push(ip);
	const bytes = size && /^\d{1,15}$/.test(size) ? Number(size) : void 0;
	assign(draft.objects, {
		export: defined({
			type: kind,
			name,
			time,
			columns,
			id: void 0
		}),
		file: defined({
			name: fileName,
			size: bytes,
			type
		})
	});
	return true;
}
function readIncident(head, draft, prefix) {
	const begin = /^\s{1,9}-\s{1,9}([\w-]{1,100}), type : (\w{1,40}), search criteria : /.exec(head.slice(prefix.length, prefix.length + 300));
	if (!begin?.[1] || !begin[2]) return false;
	draft.objects.incident = {
		id: begin[1],
		type: begin[2]
	};
	assign(draft.objects, { searchCriteria: value(head.slice(prefix.length + begin[0].length)) });
	return true;
}
function readApiApplication(head, draft, prefix) {
	const name = readFields(head, [prefix, " Updated."])?.[0];
	if (name) draft.objects.apiApplication = { name };
	return name !== void 0;
}
function readRestore(head, draft, prefix) {
	const from = readAccount(head, prefix.length);
	const to = from && head.startsWith(" to ", from.end) ? readAccount(head, from.end + 4) : void 0;
	const by = to && head.startsWith(" by ", to.end) ? readAccount(head, to.end + 4) : void 0;
	if (!from || !to || by?.end !== head.length) return false;
	draft.actor = person(by.text);
	draft.objects.restore = {
		from: from.text,
		to: to.text
	};
	if (isEmail(from.text) && isEmail(to.text)) {
		draft.targets.push(from.text);
		if (!sameAccount(from.text, to.text)) draft.targets.push(to.text);
	}
	return true;
}
function readMailboxExport(head, draft, prefix) {
	const at = head.indexOf(" by ", prefix.length);
	const by = at < 0 ? void 0 : readAccount(head, at + 4);
	const id = head.slice(prefix.length, at);
	if (by?.end !== head.length || !/^[\w-]{1,2000}$/.test(id)) return false;
	draft.actor = person(by.text);
	draft.objects.export = { id };
	return true;
}
function readTask(head, draft, prefix) {
	const count = /^(\d{1,9}) '/.exec(head.slice(prefix.length, prefix.length + 20));
	const fields = readFields(head, [
		" '",
		"' tasks associated with legacy connection (\"",
		"\") to new migrated connector (\""
	]);
	if (!count || !fields || !head.endsWith("\")")) return false;
	const to = fields[2]?.slice(0, -2);
	assign(draft.objects, {
		task: defined({
			name: fields[0],
			count: Number(count[1])
		}),
		connection: defined({
			from: fields[1],
			to: to && value(to)
		})
	});
	return true;
}
function readConnector(head, draft, prefix) {
	const fields = readFields(head, [
		prefix,
		"\nName: ",
		", Description: ",
		", Product: ",
		", App (provider): ",
		"\nSuccess: "
	]);
	if (!fields) return false;
	const [, name, description, product, app, success] = fields;
	if (success === "true") draft.outcome = "success";
	if (success === "false") draft.outcome = "failure";
	assign(draft.objects, { connector: defined({
		name,
		product,
		app,
		description
	}) });
	return true;
}
function readReport(head, draft, prefix) {
	const at = head.indexOf("\" and description \"", prefix.length);
	if (at < 0 || !head.endsWith("\"") || head.length === at + 19 - 1) return false;
	const report = {
		name: value(head.slice(prefix.length, at)),
		description: value(head.slice(at + 19, -1))
	};
	assign(draft.objects, { report: defined(report) });
	return true;
}
function readDomain(head, draft, prefix) {
	const domain = head.slice(prefix.length);
	if (domain.length > 255 || /[\s,]/.test(domain) || domain === "") return false;
	draft.objects.domain = domain;
	return true;
}
function readDeleted(head, draft, prefix) {
	if (readPolicy(head, draft.objects)) return true;
	assign(draft.objects, { folder: value(head.slice(prefix.length)) });
	return true;
}
function readUnlinked(head, draft, prefix) {
	const member = readAccount(head, prefix.length);
	if (!member || !head.startsWith(" from ", member.end)) return false;
	assign(draft.objects, {
		member: member.text,
		folder: value(head.slice(member.end + 6))
	});
	return true;
}
/** Reads `type - name F(from) T(to) [state] [action]`. */
function readPolicy(head, objects) {
	const dash = head.indexOf(" - ");
	const fields = dash > 0 && head.endsWith("]") ? readFields(head.slice(dash), [
		" - ",
		" F(",
		") T(",
		") [",
		"] ["
	]) : void 0;
	if (!fields) return false;
	const [, from, to, state, action] = fields;
	const end = head.indexOf(" F(", dash);
	const name = end === head.lastIndexOf(" F(") ? value(head.slice(dash + 3, end)) : void 0;
	const policy = {
		type: value(head.slice(0, dash)),
		name,
		from,
		to,
		state,
		action: action?.slice(0, -1)
	};
	assign(objects, { policy: defined(policy) });
	return true;
}
/** Adds the fields that are there. */
function assign(objects, fields) {
	const kept = defined(fields);
	if (kept) Object.assign(objects, kept);
}

// src/access/tail.ts
/** An IP field longer than this is none: it bounds the work for each place where fields might begin. */
const LONGEST_IP = 600;
const ZONE$1 = String.raw`[+-]\d\d:?\d\d|Z|[A-Za-z]{1,6}(?:[+-]\d{1,2}(?::?\d\d)?)?`;
const CLASSIC = new RegExp(String.raw`Date:\s*(\d{4}-\d\d-\d\d)\s+Time:\s*(\d\d?:\d\d:\d\d)(?: *(${ZONE$1}))?(?=\s|$)`, "y");
const COMMA = new RegExp(String.raw`Date ?:\s*(\d{4}-\d\d-\d\d),\s*Time ?:\s*(\d\d?:\d\d:\d\d)(?: *(${ZONE$1}))?(?=,|\s*$)`, "y");
const CLASSIC_IP = /\s+IP:/y;
const COMMA_IP = /,\s*IP ?:/y;
const CLASSIC_APPLICATION = /\sApplication:/;
const COMMA_APPLICATION = /,\s{0,8}Application ?:/;
const NEXT = /,\s{0,8}(?:Method|2FA|Reason) ?:|, Remote IP is |, LoggedIn using aliasAddress /;
/**
* Reads the fields at the end of a text: the last whole run of its labels in their order. Labels before it belong to a
* name, a subject or a search, which outsiders may choose.
* @returns undefined if there is no such run, or if two are possible and nothing tells which is right.
*/
function readTail(text, rules) {
	const run = findRun(text, rules);
	if (!run) return void 0;
	return {
		cut: run.cut,
		date: run.date,
		time: run.time,
		...run.zone === void 0 ? {} : { zone: run.zone },
		...readValues(text, run.end, rules)
	};
}
/** Address after the last `, Remote IP is `, which ends the wordings without other fields. */
function readRemote(text) {
	const cut = text.lastIndexOf(", Remote IP is ");
	if (cut < 0 || text.length - cut > LONGEST_IP) return void 0;
	const field = readAddressField(text.slice(cut + 15).trim());
	return {
		cut,
		addresses: field.addresses,
		...field.raw === void 0 ? {} : { ipRaw: field.raw }
	};
}
function findRun(text, rules) {
	let last;
	for (let at = text.lastIndexOf("Date"); at > 0; at = text.lastIndexOf("Date", at - 1)) {
		const run = readRun(text, at, rules);
		if (run) {
			if (!last && (run.whole || rules.short || rules.classic)) return run;
			if (last && run.whole) return void 0;
			last ??= run;
		}
	}
	return last;
}
function readRun(text, at, rules) {
	const pattern = rules.classic ? CLASSIC : COMMA;
	pattern.lastIndex = at;
	const match = pattern.exec(text);
	if (!match?.[1] || !match[2]) return void 0;
	let cut = at;
	while (cut > 0 && text.charCodeAt(cut - 1) <= 32) cut -= 1;
	if (rules.classic ? cut === at : text[cut - 1] !== ",") return void 0;
	if (!rules.classic) cut -= 1;
	while (cut > 0 && text.charCodeAt(cut - 1) <= 32) cut -= 1;
	if (rules.afterName && text[cut - 1] !== ">") return void 0;
	const end = at + match[0].length;
	return {
		cut,
		end,
		date: match[1],
		time: match[2],
		zone: match[3],
		whole: isWhole(text, end, rules.classic)
	};
}
/** True if an address and an application follow. */
function isWhole(text, end, classic) {
	const label = classic ? CLASSIC_IP : COMMA_IP;
	label.lastIndex = end;
	if (!label.test(text)) return false;
	const window = text.slice(end, end + LONGEST_IP);
	return (classic ? CLASSIC_APPLICATION : COMMA_APPLICATION).test(window);
}
function readValues(text, end, rules) {
	const pattern = rules.classic ? CLASSIC_APPLICATION : COMMA_APPLICATION;
	const rest = text.slice(end);
	const found = pattern.exec(rest.slice(0, LONGEST_IP));
	const label = rules.classic ? CLASSIC_IP : COMMA_IP;
	label.lastIndex = 0;
	const ip = label.exec(rest);
	const next = found ? found.index : rules.classic ? rest.length : NEXT.exec(rest)?.index ?? rest.length;
	const field = ip && next - ip[0].length <= LONGEST_IP ? readAddressField(rest.slice(ip[0].length, next).trim()) : void 0;
	const after = found ? rest.slice(found.index + found[0].length) : rules.classic ? "" : rest.slice(next);
	const values = { addresses: field?.addresses ?? [] };
	if (field?.raw !== void 0) values.ipRaw = field.raw;
	const free = rules.classic ? after : takeLabels(after, values, rules);
	if (found) put$1(values, "application", free);
	return values;
}
/** Takes what follows the application off the right end. @returns what is left: the application. */
function takeLabels(after, values, rules) {
	let rest = after;
	if (rules.remote) {
		const remote = readRemote(rest);
		if (remote) {
			values.addresses = [.../* @__PURE__ */ new Set([...values.addresses, ...remote.addresses])];
			rest = rest.slice(0, remote.cut);
		}
	}
	if (rules.reason) rest = take(rest, values, "reason", rest.search(/, ?Reason ?:/));
	if (rules.alias) rest = take(rest, values, "alias", rest.lastIndexOf(", LoggedIn using aliasAddress "), " aliasAddress ");
	rest = take(rest, values, "secondFactor", rest.lastIndexOf(", 2FA:"));
	return take(rest, values, "method", rest.lastIndexOf(", Method:"));
}
function take(rest, values, name, at, mark = ":") {
	if (at < 0) return rest;
	put$1(values, name, rest.slice(rest.indexOf(mark, at) + mark.length));
	return rest.slice(0, at);
}
/** An empty value and the word `null` mean that there is none. */
function put$1(values, name, value) {
	const trimmed = value.trim();
	if (trimmed !== "" && trimmed !== "null") values[name] = trimmed;
}

// src/access/wording.ts
/**
* Reads the free text of an event. The right end is read first, since both families of wording are regular there; then
* the sentence before it. A part is given only if the text says it without doubt: a wrong value is worse than none.
* `event.user` serves only to choose between two cuts that give two actors. Linear time on any text.
* @returns the parts, and `known`: false if the sentence is none that we know (an event without text is known).
*/
function readWording(event) {
	const text = event.eventInfo?.trim();
	if (!text) return { known: true };
	const draft = {
		targets: [],
		addresses: [],
		objects: {}
	};
	const dump = readDump(text, draft);
	if (dump) {
		const application = dump.application.trim();
		return together(draft, {
			cut: 0,
			...addressesOf$1(dump.ip),
			...application ? { application } : {}
		}, true);
	}
	const classic = afterPrefix(text);
	return classic === void 0 ? readComma(text, draft, event.user) : readClassic(classic, draft, event.user);
}
/** `Action Performed - …`: fields after blanks, and before them ` by address<name>`. */
function readClassic(text, draft, user) {
	const tail = readTail(text, {
		classic: true,
		afterName: false,
		short: false,
		reason: false,
		remote: false,
		alias: false
	});
	const head = tail ? text.slice(0, tail.cut) : text;
	const actor = tail && readActor(head, user);
	if (actor) draft.actor = actor.person;
	const sentence = find$1(text, CLASSIC_SENTENCES) ?? find$1(text, SENTENCES) ?? OTHER;
	return together(draft, tail, actor?.end !== void 0 && readSentence(sentence, head.slice(0, actor.end), draft, user));
}
/** Fields after commas, or one of the few wordings without such fields. */
function readComma(text, draft, user) {
	const sentence = find$1(text, SENTENCES) ?? OTHER;
	const logon = sentence.kind === "logon" || sentence.kind === "short";
	const rules = {
		classic: false,
		afterName: logon && text.includes("<"),
		short: sentence.kind === "short",
		reason: sentence.outcome !== "success",
		remote: sentence.kind === "refused",
		alias: logon
	};
	const tail = readTail(text, rules) ?? (sentence.remote ? readRemote(text) : void 0);
	if (!tail && !sentence.alone) {
		if (sentence.outcome) draft.outcome = sentence.outcome;
		return together(draft, void 0, false);
	}
	const known = readSentence(sentence, tail ? text.slice(0, tail.cut) : text, draft, user);
	if (tail?.alias && isEmail(tail.alias) && !/\s/.test(tail.alias)) draft.objects.alias = tail.alias;
	return together(draft, tail, known);
}
function readSentence(sentence, head, draft, user) {
	if (sentence.outcome) draft.outcome = sentence.outcome;
	return sentence.read(head.trimEnd(), draft, sentence.prefix, user);
}
function find$1(text, sentences) {
	return sentences.find(({ prefix }) => text.startsWith(prefix));
}
/** What follows `Action Performed - `, or undefined if the text is of the other family. */
function afterPrefix(text) {
	if (!text.startsWith("Action Performed")) return void 0;
	const rest = text.slice(16).trimStart();
	return rest.startsWith("-") ? rest.slice(1).trimStart() : void 0;
}
function addressesOf$1(value) {
	const field = readAddressField(value.trim());
	return field.raw === void 0 ? { addresses: field.addresses } : {
		addresses: [],
		ipRaw: field.raw
	};
}
function together(draft, tail, known) {
	const parts = { known };
	const addresses = new Set(tail?.addresses);
	for (const text of draft.addresses) for (const address of readAddressField(text).addresses) addresses.add(address);
	const [address, ...more] = addresses;
	const targets = draft.targets.map((email) => ({ email }));
	if (draft.actor) parts.actor = draft.actor;
	if (targets[0]) parts.target = targets.length === 1 ? targets[0] : targets;
	if (address !== void 0) parts.ip = more.length === 0 ? address : [address, ...more];
	if (tail?.ipRaw !== void 0) parts.ipRaw = tail.ipRaw;
	if (tail?.application !== void 0) parts.application = tail.application;
	if (tail?.method !== void 0) parts.method = tail.method;
	if (tail?.secondFactor !== void 0) parts.secondFactor = tail.secondFactor;
	const reason = tail?.reason ?? draft.reason;
	if (reason !== void 0) parts.reason = reason;
	if (draft.outcome) parts.outcome = draft.outcome;
	if (tail?.date !== void 0) parts.textDate = tail.date;
	if (tail?.time !== void 0) parts.textTime = tail.time;
	if (tail?.zone !== void 0) parts.textZone = tail.zone;
	if (Object.keys(draft.objects).length > 0) parts.objects = draft.objects;
	return parts;
}

// src/access/acts.ts
/** Longest text that is kept or shown, in characters. */
const LONGEST_SHOWN = 200;
/** Mimecast's ids are about 200 characters; one that is far longer is no pointer. The key is always kept. */
const LONGEST_ID = 1e3;
/** Longest address that mail allows (RFC 5321), with some room. */
const LONGEST_PERSON = 400;
const MOST_ADDRESSES$1 = 20;
/**
* By `auditType` (mimecast-api.md section 6; README of the corpus). Types that cover both looking and changing are told
* apart by their text, below.
*/
const KINDS$3 = /* @__PURE__ */ new Map([
	["Mimecast Support Login", "signed-in"],
	["Mimecast Support Logout", "signed-out"],
	["User Logged On", "signed-in"],
	["Logon Authentication Failed", "signed-in"],
	["Logon Requires Challenge", "signed-in"],
	["Threat Intel Feed Download", "exported"],
	["Page Data Exports", "exported"],
	["Archive Mailbox Export Download", "exported"],
	["Remediation Incident Adjustment", "changed"],
	["Archive Mailbox Restore", "changed"],
	["Connectors Management", "changed"],
	["Domain Adjustments", "changed"],
	["Profile Group (unlink) Log Entry", "changed"]
]);
/** Types that are looking only if the text begins so. */
const SEEN = /* @__PURE__ */ new Map([
	["Case Action", ["Viewed Case"]],
	["Review Set Action", ["Viewed Review Set"]],
	["Search Action", ["Executed Search", "Inspected Review Set Messages"]],
	["Message Action", ["Viewed Message"]]
]);
/** `New Policy`, `Existing Policy Changed`, `API Application Updated`: Mimecast's types say it in one of these words. */
const CHANGED = /^New | (?:Changed|Created|Updated|Deleted|Removed)$/;
/** Enrolling a device is filed as a log-on, and is none. */
const ENROLMENT$1 = /^(?:Success?fully enrolled|Failed to enroll the) user for user device enrollment/;
/** Mail leaves its mailbox. */
const CONTENT = /* @__PURE__ */ new Set(["Archive Mailbox Export Download", "Archive Mailbox Restore"]);
/**
* An event as a provider access: by `isProviderAccess`, or because the account that its text names without doubt is of a
* provider's domain, whatever stands in `user`. Where both are the staff's and not the same, the text's is the person: an
* approval of the one must not cover what the other did.
* @param domains in lower case.
* @returns undefined if it is none.
*/
function accessOf(event, domains) {
	const user = event.user?.trim() || void 0;
	const sure = isProviderAccess(event, domains);
	if (!sure && !namesOne(event.eventInfo, domains)) return void 0;
	const parts = readWording(event);
	const named = isOfProvider(parts, event, domains) ? accountOf$1(parts) : void 0;
	if (!sure && named === void 0) return void 0;
	return {
		act: event.time === void 0 ? void 0 : toAct(event, event.time, parts),
		person: kept$1(named !== void 0 && !isSame(named, user) ? named : user ?? accountOf$1(parts), LONGEST_PERSON)
	};
}
/** The one thing that says most about what was acted on; undefined if the event names nothing. */
function objectOf(parts) {
	const objects = parts.objects;
	const targets = targetsOf(parts).map(({ email }) => email).join(", ");
	return objects?.message?.subject ?? objects?.reviewSet ?? objects?.case ?? objects?.policy?.name ?? objects?.file?.name ?? objects?.report?.name ?? objects?.connector?.name ?? objects?.task?.name ?? objects?.incident?.id ?? objects?.apiApplication?.name ?? objects?.domain ?? objects?.folder ?? (targets === "" ? void 0 : targets);
}
/** A text of at most `most` characters, cut at a character's border with `…` at its end. */
function shown$1(text, most = LONGEST_SHOWN) {
	if (text === void 0 || text.length <= most) return text;
	const characters = Array.from(text.slice(0, 2 * most));
	if (characters.length <= most && text.length <= 2 * most) return text;
	return `${characters.slice(0, most - 1).join("")}…`;
}
/** The address, or the first of several; what stands in the address field if it is no address. */
function addressOf$2(parts) {
	return addressesOf(parts)[0] ?? parts.ipRaw;
}
function namesOne(text, domains) {
	if (text === void 0 || !text.includes("@")) return false;
	const lower = text.toLowerCase();
	return domains.some((domain) => lower.includes(`@${domain}`));
}
/** True if `user` is that account, also where it has the address in angle brackets, behind a name. */
function isSame(named, user) {
	if (user === void 0) return false;
	const address = user.slice(user.lastIndexOf("<") + 1);
	let end = address.length;
	while (end > 0 && ">. ".includes(address.charAt(end - 1))) end -= 1;
	return personKey(address.slice(0, end)) === personKey(named);
}
function isOfProvider(parts, event, domains) {
	const email = parts.actor?.email;
	return email !== void 0 && isProviderAccess({
		...event,
		user: email
	}, domains);
}
function toAct(event, time, parts) {
	const kind = kindOf(event.auditType, event.eventInfo);
	const [, ...more] = addressesOf(parts).slice(0, MOST_ADDRESSES$1);
	return {
		key: event.key,
		id: event.id !== void 0 && event.id.length > LONGEST_ID ? void 0 : event.id,
		time,
		kind,
		category: kept$1(event.category),
		auditType: kept$1(event.auditType),
		object: kept$1(objectOf(parts)),
		outcome: parts.outcome,
		address: kept$1(addressOf$2(parts)),
		...more.length === 0 ? {} : { moreAddresses: more },
		application: kept$1(parts.application),
		content: hasContent(event.auditType, kind, parts)
	};
}
function kindOf(auditType, eventInfo) {
	if (auditType === void 0) return "unknown";
	const text = eventInfo?.slice(0, 200).trimStart() ?? "";
	const looks = SEEN.get(auditType);
	if (looks) return looks.some((words) => text.startsWith(words)) ? "seen" : "unknown";
	if (auditType === "Folder Log Entry") return text.startsWith("Action Performed - Deleted ") ? "changed" : "unknown";
	const kind = KINDS$3.get(auditType);
	if (kind === "signed-in" && ENROLMENT$1.test(text)) return "unknown";
	return kind ?? (CHANGED.test(auditType) ? "changed" : "unknown");
}
/** A viewed message counts as seen with its content unless the text says that it was not. */
function hasContent(auditType, kind, parts) {
	const viewed = parts.objects?.message?.contentViewed;
	if (viewed !== void 0) return viewed;
	return auditType !== void 0 && (CONTENT.has(auditType) || auditType === "Message Action" && kind === "seen");
}
function addressesOf(parts) {
	return typeof parts.ip === "string" ? [parts.ip] : parts.ip ?? [];
}
/** A copy of its own: a piece of a long text would keep all of that text in memory. */
function kept$1(text, most) {
	return text === void 0 ? void 0 : Buffer.from(shown$1(text, most), "utf16le").toString("utf16le");
}

// src/access/sessions.ts
/**
* Sessions that are told apart, more than there are held accesses that a run reads back, so that those of the day always have
* room; and acts that are kept of one session and of all of them.
*/
const MOST_TOLD_APART = 5e4;
const MOST_ACTS = 1e3;
const MOST_ACTS_OF_ALL = 1e5;
/** Keys by which an event is known that comes twice. */
const MOST_KEYS$3 = 2e5;
/**
* Groups provider accesses into sessions, in bounded memory whatever comes. A person is the account in any case; accesses that
* name nobody are sessions of their own. An event that comes twice with the same key counts once: the first is kept.
*/
function createSessions({ tenant, gapMs, domains, known = [] }) {
	const persons = /* @__PURE__ */ new Map();
	const keys = /* @__PURE__ */ new Set();
	let clusters = 0;
	let keptActs = 0;
	let actsLeftOut = 0;
	let withoutTime = 0;
	function add(event) {
		const access = accessOf(event, domains);
		if (!access || keys.has(event.key)) return;
		if (keys.size < MOST_KEYS$3) keys.add(event.key);
		if (!access.act) {
			withoutTime += 1;
			return;
		}
		const key = access.person === void 0 ? "" : personKey(access.person);
		const list = persons.get(key) ?? [];
		const time = access.act.time;
		const at = lastBefore(list, time);
		const earlier = list[at];
		const later = list[at + 1];
		const joinsEarlier = earlier !== void 0 && time - earlier.last <= gapMs;
		const joinsLater = later !== void 0 && later.first - time <= gapMs;
		if (!joinsEarlier && !joinsLater && clusters >= MOST_TOLD_APART) {
			actsLeftOut += 1;
			return;
		}
		let cluster = joinsEarlier ? earlier : joinsLater ? later : void 0;
		if (!cluster) {
			cluster = {
				first: time,
				last: time,
				acts: [],
				counts: noCounts(),
				contentActs: 0
			};
			list.splice(at + 1, 0, cluster);
			persons.set(key, list);
			clusters += 1;
		}
		take(cluster, access.act, access.person);
		if (joinsEarlier && joinsLater) {
			merge(earlier, later);
			list.splice(at + 1, 1);
			clusters -= 1;
		}
	}
	function take(cluster, act, person) {
		cluster.first = Math.min(cluster.first, act.time);
		cluster.last = Math.max(cluster.last, act.time);
		cluster.counts[act.kind] += 1;
		if (act.content) cluster.contentActs += 1;
		const { acts } = cluster;
		let at = acts.length;
		while (at > 0 && inOrder(act, acts[at - 1]?.act) < 0) at -= 1;
		const room = acts.length < MOST_ACTS && (keptActs < MOST_ACTS_OF_ALL || acts.length === 0);
		if (at === acts.length && !room && weightOf$3(act) === 0) return;
		acts.splice(at, 0, {
			act,
			person
		});
		if (room) keptActs += 1;
		else acts.splice(leastOf(acts), 1);
	}
	function merge(into, from) {
		into.first = Math.min(into.first, from.first);
		into.last = Math.max(into.last, from.last);
		for (const kind of Object.keys(from.counts)) into.counts[kind] += from.counts[kind];
		into.contentActs += from.contentActs;
		const all = [...into.acts, ...from.acts].sort((a, b) => inOrder(a.act, b.act));
		const before = all.length;
		while (all.length > MOST_ACTS) all.splice(leastOf(all), 1);
		into.acts = all;
		keptActs -= before - all.length;
	}
	function finish() {
		return {
			sessions: [...persons.values()].flat().sort((a, b) => inOrder(a.acts[0]?.act, b.acts[0]?.act)).map((cluster) => sessionOf(cluster, tenant, gapMs, known)),
			leftOut: {
				sessions: actsLeftOut,
				withoutTime
			}
		};
	}
	return {
		add,
		finish
	};
}
/** What most needs a person: mail that was read or left the account, then changes and what can't be told. */
function weightOf$3({ kind, content }) {
	if (content || kind === "exported") return 2;
	return kind === "changed" || kind === "unknown" ? 1 : 0;
}
/** Index of the act that is let go first: the last of those that weigh least, never the very first, which names the session. */
function leastOf(acts) {
	let least = acts.length - 1;
	let weight = Number.POSITIVE_INFINITY;
	for (let at = acts.length - 1; at > 0 && weight > 0; at -= 1) {
		const kept = acts[at];
		if (kept === void 0 || weightOf$3(kept.act) >= weight) continue;
		least = at;
		weight = weightOf$3(kept.act);
	}
	return least;
}
/** How many acts a session has, kept or not. */
function sumOf(counts) {
	return Object.values(counts).reduce((sum, count) => sum + count, 0);
}
function sessionOf(cluster, tenant, gapMs, known) {
	const { first, last, acts, counts, contentActs } = cluster;
	const addresses = /* @__PURE__ */ new Set();
	const applications = /* @__PURE__ */ new Set();
	for (const { act } of acts) {
		for (const address of [act.address, ...act.moreAddresses ?? []]) if (address) addresses.add(address);
		if (act.application) applications.add(act.application);
	}
	return {
		id: hash("sha256", JSON.stringify([tenant, acts[0]?.act.key]), "base64url").slice(0, 22),
		person: acts.find(({ person }) => person !== void 0)?.person,
		first,
		last,
		acts: acts.map(({ act }) => act),
		counts: { ...counts },
		contentActs,
		addresses: [...addresses],
		applications: [...applications],
		wholeBeginning: isKnown(first - gapMs, first, known)
	};
}
/** True if every moment from `from` to `to` (ms UTC, both included) lies in a span, or in several that touch. */
function isKnown(from, to, known) {
	let reached = from;
	for (const span of known.toSorted((a, b) => a.from - b.from)) {
		if (span.from * 1e3 > reached) return false;
		reached = Math.max(reached, span.to * 1e3);
		if (reached > to) return true;
	}
	return false;
}
/** By time, then Mimecast's id as the evidence has it, then key: the same in every run. */
function inOrder(a, b) {
	if (!a || !b) return 0;
	if (a.time !== b.time) return a.time - b.time;
	const [one, other] = a.id === b.id ? [a.key, b.key] : [a.id ?? "", b.id ?? ""];
	return one < other ? -1 : one > other ? 1 : 0;
}
/** Index of the last cluster that begins at or before `time`, or -1. */
function lastBefore(list, time) {
	let low = 0;
	let high = list.length;
	while (low < high) {
		const middle = low + high >> 1;
		if ((list[middle]?.first ?? 0) <= time) low = middle + 1;
		else high = middle;
	}
	return low - 1;
}
function noCounts() {
	return {
		"signed-in": 0,
		"signed-out": 0,
		seen: 0,
		changed: 0,
		exported: 0,
		unknown: 0
	};
}

// src/access/judge.ts
const MOST_KEYS$2 = 100;
/**
* Holds a session against the approvals and the policy. An act is covered if one approval is of that person, has begun and
* not ended at that second, and allows all that the act needs. Acts that are too many to be kept are not judged, and count as
* covered by none. A failed sign-in needs an approval as a good one does.
*/
function judge(session, agreement, { sameDay, firsts = [], acknowledged }) {
	const base = {
		session,
		firsts,
		acknowledged
	};
	if (!agreement) return {
		...base,
		verdict: "not-judged",
		approvedBy: [],
		unapproved: 0,
		broken: []
	};
	const candidates = agreement.approvals.filter(({ from, to, person }) => from <= session.last && to > session.first && matchesPerson(person, session.person));
	const covering = /* @__PURE__ */ new Map();
	const counts = /* @__PURE__ */ new Map();
	const uncovered = [];
	for (const act of session.acts) {
		const approvals = candidates.filter((approval) => covers(approval, act));
		covering.set(act, approvals);
		for (const approval of approvals) counts.set(approval, (counts.get(approval) ?? 0) + 1);
		if (approvals.length === 0) uncovered.push(act.key);
	}
	const notKept = sumOf(session.counts) - session.acts.length;
	const unapproved = uncovered.length + notKept;
	const broken = brokenRules({
		session,
		covering,
		whole: notKept === 0
	}, agreement.policy, sameDay);
	return {
		...base,
		verdict: broken.length > 0 ? "against-policy" : unapproved > 0 ? "unexplained" : "expected",
		approvedBy: [...counts].map(([approval, acts]) => ({
			approval,
			acts
		})),
		unapproved,
		uncovered: uncovered.slice(0, MOST_KEYS$2),
		broken
	};
}
/** Sessions that are judged in one run: each is held against every approval. */
const MOST_JUDGED = 5e3;
const DAY_MS$4 = 864e5;
/**
* Judges sessions among all that are known. Of very many those are judged in which something was changed, or mail was seen or
* taken out, and then the latest.
* @returns them by first act, and how many were not judged.
*/
function judgeAll(told, all, history, agreement) {
	const byPerson = /* @__PURE__ */ new Map();
	for (const session of all) {
		const person = personKey(session.person ?? "");
		const list = byPerson.get(person);
		if (list) list.push(session);
		else byPerson.set(person, [session]);
	}
	const chosen = told.length <= MOST_JUDGED ? told : told.toSorted((a, b) => weightOf$2(b) - weightOf$2(a) || b.first - a.first).slice(0, MOST_JUDGED);
	return {
		judged: chosen.toSorted((a, b) => a.first - b.first).map((session) => {
			return judge(session, agreement, {
				sameDay: (byPerson.get(personKey(session.person ?? "")) ?? []).filter(({ first, last }) => first < session.last + 2 * DAY_MS$4 && last > session.first - 2 * DAY_MS$4),
				firsts: history.firstsOf(session)
			});
		}),
		notJudged: told.length - chosen.length
	};
}
const NEED = [
	"against-policy",
	"unexplained",
	"not-judged",
	"expected"
];
/** At most so many sessions, by first act; of more than that those that most need a person. */
function byNeed(judged, most) {
	return judged.toSorted((a, b) => NEED.indexOf(a.verdict) - NEED.indexOf(b.verdict)).slice(0, most).sort((a, b) => a.session.first - b.session.first);
}
function weightOf$2({ contentActs, counts }) {
	if (contentActs > 0 || counts.exported > 0) return 2;
	return counts.changed + counts.unknown > 0 ? 1 : 0;
}
/**
* Approvals that no access used. Only those whose whole time lies in the period are named: of the others it can't be said.
* @param judged all sessions of the period.
*/
function unusedApprovals(agreement, judged, period) {
	const used = new Set(judged.flatMap(({ approvedBy }) => approvedBy.map(({ approval }) => approval)));
	return agreement.approvals.filter((approval) => approval.from >= period.from * 1e3 && approval.to <= period.to * 1e3 && !used.has(approval));
}
/** Approvals that have ended, for tidying. @param now ms UTC. */
function expiredApprovals(agreement, now) {
	return agreement.approvals.filter(({ to }) => to <= now);
}
/** True if the approval allows the act; the person is compared before. */
function covers({ from, to, may }, act) {
	return act.time >= from && act.time < to && needsOf(act).every((need) => allows(may, need));
}
function allows(may, need) {
	if (need === "sign-in") return true;
	return may.includes(need) || need === "see" && may.includes("content");
}

// src/calendar.ts
/** The last `days` days up to the one that `until` (s UTC, not included) ends, oldest first. */
function calendarOf(until, days, known) {
	const { timeZone, now, coverage, categories, sessions, sessionsSince } = known;
	const last = dateAt(timeZone, until - 1);
	const began = groupBy(sessions, ({ first }) => dateAt(timeZone, Math.floor(first / 1e3)));
	const covered = coverage && coveredSpans(coverage, categories);
	return Array.from({ length: days }, (_, index) => {
		const date = addDays(last, index - days + 1);
		const day = {
			from: startOfDay(timeZone, date),
			to: startOfDay(timeZone, addDays(date, 1))
		};
		const isKnown = sessionsSince !== void 0 && day.from * 1e3 >= sessionsSince;
		const count = began.get(date)?.length ?? 0;
		return {
			date,
			coverage: coverageOf(day, covered, now),
			sessions: isKnown || count > 0 ? count : void 0
		};
	});
}
/** The last `months` months up to the one that `until` (s UTC, not included) ends, oldest first, from the first of which something is known. */
function trendOf(until, months, known) {
	const { timeZone, now, coverage, categories, sessions, sessionsSince } = known;
	if (sessionsSince === void 0) return [];
	const began = groupBy(sessions, ({ first }) => dateAt(timeZone, Math.floor(first / 1e3)).slice(0, 7));
	const covered = coverage && coveredSpans(coverage, categories);
	const firsts = [...(covered ?? []).map((span) => span.from), ...sessions.map(({ first }) => first / 1e3)];
	const begins = covered === void 0 ? Number.NEGATIVE_INFINITY : firsts.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
	const trend = [];
	for (let month = dateAt(timeZone, until - 1).slice(0, 7); trend.length < months; month = monthBefore(month)) {
		const from = startOfDay(timeZone, `${month}-01`);
		const to = Math.min(startOfDay(timeZone, `${monthAfter(month)}-01`), now);
		if (from * 1e3 < sessionsSince || to <= begins) break;
		const here = began.get(month) ?? [];
		const open = covered && holesIn({
			from,
			to
		}, covered).reduce((sum, hole) => sum + hole.to - hole.from, 0);
		trend.push({
			month,
			sessions: here.length,
			acts: here.reduce((sum, { counts }) => sum + Object.values(counts).reduce((all, one) => all + one, 0), 0),
			covered: open === void 0 || to <= from ? void 0 : 1 - open / (to - from)
		});
	}
	return trend.reverse();
}
function coverageOf(day, covered, now) {
	if (covered === void 0) return "unknown";
	const open = holesIn(day, covered).reduce((sum, { from, to }) => sum + to - from, 0);
	if (open === 0) return "covered";
	if (day.to > now) return "future";
	return open < day.to - day.from ? "partly" : "hole";
}
function groupBy(all, keyOf) {
	const groups = /* @__PURE__ */ new Map();
	for (const one of all) {
		const key = keyOf(one);
		const group = groups.get(key);
		if (group) group.push(one);
		else groups.set(key, [one]);
	}
	return groups;
}
function monthBefore(month) {
	return addDays(`${month}-01`, -1).slice(0, 7);
}
function monthAfter(month) {
	return addDays(`${month}-01`, 31).slice(0, 7);
}

// src/report/account.ts
const SEVERITIES$1 = [
	"high",
	"medium",
	"low"
];
/** Most severe first; of the same severity in the order in which they were found. */
function bySeverity(findings) {
	return findings.toSorted((a, b) => SEVERITIES$1.indexOf(a.severity) - SEVERITIES$1.indexOf(b.severity));
}

// src/report/account-words.ts
/** In the order in which they are told. */
const KINDS$2 = [
	"exported",
	"changed",
	"seen",
	"unknown",
	"signed-in",
	"signed-out"
];
const KIND_WORDS = {
	"signed-in": "signed in",
	"signed-out": "signed out",
	seen: "seen",
	changed: "changed",
	exported: "exported",
	unknown: "other act"
};
const VERDICT_WORDS = {
	expected: "As agreed",
	unexplained: "Unexplained",
	"against-policy": "Against policy",
	"not-judged": "Not judged"
};
const RULE_WORDS = {
	hours: "Working hours",
	networks: "Networks",
	never: "Persons who may never come in",
	length: "Longest session",
	"per-day": "Most in a day",
	ticket: "Acts that need a ticket"
};
const REASON_WORDS = {
	CUSTOMER_INITIATED_SUPPORT: "support that was asked for",
	PROVIDER_INITIATED_SERVICE: "service by the provider's own decision",
	PROVIDER_INITIATED_REVIEW: "review for security, fraud or abuse",
	PROVIDER_RESPONSE_TO_PRODUCTION_ALERT: "answer to an alert of the service",
	THIRD_PARTY_DATA_REQUEST: "demand of a third party for data"
};
const PERMISSION_WORDS = {
	"sign-in": "sign in",
	see: "see settings and records",
	content: "see the content of mail",
	change: "change",
	export: "export"
};
/** The length of spans together, each second once: `3 h`, `2 days`. */
function formatWindowLength(spans) {
	return formatLength(union(spans).reduce((sum, { from, to }) => sum + to - from, 0));
}
/** The parts of spans that lie in a period. */
function within(period, spans) {
	return spans.map(({ from, to }) => ({
		from: Math.max(from, period.from),
		to: Math.min(to, period.to)
	})).filter(({ from, to }) => from < to);
}

// src/report/moment.ts
import_dayjs_min.default.extend(import_utc.default);
/** A moment as ISO 8601 in UTC, with milliseconds only where it has some; undefined for one that no calendar has. @param ms ms UTC. */
function isoOf$1(ms) {
	const date = new Date(ms);
	return Number.isNaN(date.getTime()) ? void 0 : date.toISOString().replace(".000Z", "Z");
}
/** A span as the two ends of it in UTC, the second not included. */
function isoSpan({ from, to }) {
	return [formatMoment(from), formatMoment(to)];
}
/** A date (`2026-11-24`) for people: `24 November 2026`. */
function dateName(date) {
	return import_dayjs_min.default.utc(date).format("D MMMM YYYY");
}
/** The name that a span has on the calendar of a zone, `November 2026` or `1 to 7 November 2026`; its two ends if it has none. */
function spanName(span, timeZone) {
	return named$1(span, timeZone).name;
}
/** The same as a part of a sentence: `in November 2026`, `on Thursday 15 October 2026`, `from … to …`. */
function inSpan(span, timeZone) {
	const { preposition, name } = named$1(span, timeZone);
	return `${preposition} ${name}`;
}
/** True if a date of the zone's calendar has a moment in the span. */
function hasDate({ from, to }, timeZone, date) {
	return from < to && date >= dateAt(timeZone, from) && date <= dateAt(timeZone, to - 1);
}
function named$1(span, timeZone) {
	const first = dateAt(timeZone, span.from);
	const end = dateAt(timeZone, span.to);
	if (!(startOfDay(timeZone, first) === span.from && startOfDay(timeZone, end) === span.to) || first >= end) return {
		preposition: "from",
		name: formatWindow(span, timeZone)
	};
	const last = addDays(end, -1);
	const [from, to] = [import_dayjs_min.default.utc(first), import_dayjs_min.default.utc(last)];
	if (first === last) return {
		preposition: "on",
		name: from.format("dddd D MMMM YYYY")
	};
	if (first.endsWith("-01") && end.endsWith("-01") && from.isSame(to, "month")) return {
		preposition: "in",
		name: from.format("MMMM YYYY")
	};
	const shared = from.isSame(to, "month") ? "D" : from.isSame(to, "year") ? "D MMMM" : "D MMMM YYYY";
	return {
		preposition: "from",
		name: `${from.format(shared)} to ${to.format("D MMMM YYYY")}`
	};
}

// src/report/account-verdict.ts
/** Where a session belongs, most important first. */
const STANDINGS = [
	"open",
	"not-judged",
	"explained",
	"expected"
];
/** Where a session belongs: an unexplained one, or one against the policy, is open until somebody has explained it. */
function standingOf({ verdict, acknowledged }) {
	if (verdict === "expected" || verdict === "not-judged") return verdict;
	return acknowledged === void 0 ? "open" : "explained";
}
/** How many sessions need a person. */
function openOf(sessions) {
	return sessions.filter((session) => standingOf(session) === "open").length;
}
/** All acts of a session, also those that its list has no place for. */
function actsOf$2({ session }) {
	return Math.max(session.acts.length, Object.values(session.counts).reduce((sum, count) => sum + count, 0));
}
/** Different persons who are named, without regard to case, and whether some session names nobody. */
function personsOf(sessions) {
	const persons = new Set(sessions.map(({ session }) => session.person?.toLowerCase()));
	const unnamed = persons.delete(void 0);
	return {
		named: persons.size,
		unnamed
	};
}
const TOLD_BY_SESSIONS = [
	"unexplained-access",
	"against-policy",
	"access-outside-hours"
];
/** Judges an account. */
function verdictOfAccount(account) {
	const { sessions } = account;
	const proven = isProven(account);
	const serious = seriousFindings(account);
	const standing = new Set(sessions.map(standingOf));
	const attention = standing.has("open") || serious > 0;
	const unsure = !proven || standing.has("not-judged") || account.sessionsLeftOut > 0;
	const more = [
		...contentOf(sessions),
		...seriousOf(serious),
		...wholeOf(account, proven)
	];
	return {
		state: attention ? "attention" : unsure ? "unsure" : "calm",
		title: attention ? "Needs a person" : titleOf$2(account, proven, standing),
		sentence: total(account) === 0 ? noneOf$1(account, proven) : someOf$1(account, proven),
		more,
		proven
	};
}
function isProven({ completeness, categories, period }) {
	const { complete, narrowed } = completeness;
	const missing = within(period, [...completeness.holes, ...completeness.lost]);
	const asked = categories === "all" || categories.includes("mimecast_access_logs");
	return complete && !narrowed && missing.length === 0 && asked;
}
/** Findings of high severity. The verdicts of the sessions tell already what their own findings say, unless some are left out. */
function seriousFindings({ findings, sessionsLeftOut }) {
	const told = (kind) => sessionsLeftOut === 0 && TOLD_BY_SESSIONS.includes(kind);
	return findings.filter(({ kind, severity }) => severity === "high" && !told(kind)).length;
}
function total({ sessions, sessionsLeftOut }) {
	return sessions.length + sessionsLeftOut;
}
function titleOf$2(account, proven, standing) {
	if (total(account) === 0) return proven ? "No access, proven" : "Not proven";
	if (!proven) return "Not all was read";
	if (standing.has("not-judged") || account.sessionsLeftOut > 0) return "Not judged";
	return standing.has("explained") ? "Explained" : "As agreed";
}
function noneOf$1(account, proven) {
	const when = inSpan(account.period, account.timeZone);
	const did = account.categories === "all" ? "was in the account" : "logged on to the account";
	return proven ? `Nobody of the provider's staff ${did} ${when}: proven, as Mimecast's log was read without a gap.` : `No access by the provider's staff was seen ${when}, which proves nothing: ${whyNot(account)}.`;
}
function someOf$1(account, proven) {
	const { sessions } = account;
	const { named, unnamed } = personsOf(sessions);
	const least = proven ? "" : "At least ";
	const some = account.sessionsLeftOut > 0 ? "at least " : "";
	return `${least}${formatCount$1(total(account), "access session")} by ${named === 0 ? "somebody unnamed" : `${some}${formatCount$1(named, "person")}`}${named > 0 && unnamed ? " and somebody unnamed" : ""} of the provider: ${judgements$1(account).join(", ")}.`;
}
/** What became of the sessions, worst first: a few words each. */
function judgements$1({ sessions, sessionsLeftOut }) {
	const of = (standing) => sessions.filter((session) => standingOf(session) === standing);
	const open = of("open");
	const against = open.filter(({ verdict }) => verdict === "against-policy");
	const unexplained = open.filter(({ verdict }) => verdict === "unexplained");
	const partly = unexplained.filter((session) => session.unapproved < actsOf$2(session));
	const without = unexplained.length - partly.length;
	const [notJudged, explained, expected] = [
		of("not-judged"),
		of("explained"),
		of("expected")
	];
	const all = sessionsLeftOut === 0 && sessions.length;
	const each = all === 1 ? "it" : "each of them";
	return [
		without > 0 ? [`${formatCount$1(without)} ${without === 1 ? "has" : "have"} no approval`] : [],
		partly.length > 0 ? [`${formatCount$1(partly.length)} ${partly.length === 1 ? "has" : "have"} acts without an approval`] : [],
		against.length > 0 ? [`${formatCount$1(against.length)} ${against.length === 1 ? "breaks" : "break"} a rule`] : [],
		notJudged.length > 0 ? ["not judged, as no approvals file is given"] : [],
		explained.length > 0 ? [`${isOrAre(explained.length)} explained afterwards`] : [],
		expected.length > 0 ? [expected.length === all ? `an approval covers ${each}` : `${isOrAre(expected.length)} as agreed`] : [],
		sessionsLeftOut > 0 ? [`${isOrAre(sessionsLeftOut)} left out of this account`] : []
	].flat();
}
function isOrAre(count) {
	return `${formatCount$1(count)} ${count === 1 ? "is" : "are"}`;
}
function contentOf(sessions) {
	const acts = sessions.reduce((sum, { session }) => sum + session.contentActs, 0);
	return acts === 0 ? [] : [`The content of mail was seen or exported in ${formatCount$1(acts, "act")}.`];
}
function seriousOf(serious) {
	return serious === 0 ? [] : [`${formatCount$1(serious, "finding is", "findings are")} of high severity.`];
}
function wholeOf(account, proven) {
	if (total(account) === 0) return [];
	return proven ? ["Mimecast's log of the period was read without a gap, so there were no others."] : [`There may be more: ${whyNot(account)}.`];
}
/** Why nothing is proven about what is not in the account: words that follow a colon. */
function whyNot({ completeness, categories, period }) {
	const { narrowed } = completeness;
	const [holes, lost] = [within(period, completeness.holes), within(period, completeness.lost)];
	if (lost.length > 0) return `${formatWindowLength([...lost, ...holes])} of the period were never read`;
	if (holes.length > 0) return `${formatWindowLength(holes)} of the period are not read yet`;
	if (narrowed) return "a query narrowed what was read";
	if (categories !== "all" && !categories.includes("mimecast_access_logs")) return `category ${ACCESS_CATEGORY} was not asked for`;
	return "the period was not read to its end";
}

// src/report/account-json.ts
/**
* The account as `access.json`, format 1 (docs/access-report.md): everything that it holds, exact and without cuts. Moments are ISO 8601 in
* UTC, spans are pairs of them of which the second is not included, lengths are seconds, what is not known is null.
* The same account gives the same bytes.
*/
function renderAccountJson(account) {
	const { completeness, approvals, run } = account;
	const { title, sentence, more, proven } = verdictOfAccount(account);
	const shape = {
		format: 1,
		tool: {
			name: account.tool.name,
			version: account.tool.version
		},
		made: isoOf$1(account.made),
		tenant: account.tenant,
		timeZone: account.timeZone,
		period: isoSpan(account.period),
		run: run && {
			id: run.id,
			attempt: run.attempt,
			url: run.url
		},
		categories: account.categories,
		providerDomains: account.providerDomains,
		previousManifest: account.previousManifest,
		verdict: {
			title,
			sentence,
			more,
			proven
		},
		completeness: {
			complete: completeness.complete,
			narrowed: completeness.narrowed,
			reasons: completeness.reasons,
			holes: completeness.holes.map(isoSpan),
			lost: completeness.lost.map(isoSpan),
			pages: completeness.pages,
			events: completeness.events,
			compared: completeness.compared === true,
			notCompared: completeness.compared === true ? void 0 : completeness.compared
		},
		sessions: account.sessions.map(sessionShape),
		sessionsLeftOut: account.sessionsLeftOut,
		approvals: approvals && {
			unused: approvals.unused.map(approvalShape),
			expired: approvals.expired.map(approvalShape)
		},
		findings: account.findings.map(findingShape),
		calendar: account.calendar.map(({ date, coverage, sessions }) => ({
			date,
			coverage,
			sessions
		})),
		trend: account.trend.map(({ month, sessions, acts, covered }) => ({
			month,
			sessions,
			acts,
			covered
		}))
	};
	return `${JSON.stringify(shape, (_key, value) => value === void 0 ? null : value, 2)}\n`;
}
function sessionShape(judged) {
	const { session, acknowledged } = judged;
	const { counts } = session;
	return {
		id: session.id,
		verdict: judged.verdict,
		person: session.person,
		first: isoOf$1(session.first),
		last: isoOf$1(session.last),
		seconds: Math.round((session.last - session.first) / 1e3),
		wholeBeginning: session.wholeBeginning,
		addresses: session.addresses,
		applications: session.applications,
		actCount: actsOf$2(judged),
		counts: {
			"signed-in": counts["signed-in"],
			"signed-out": counts["signed-out"],
			seen: counts.seen,
			changed: counts.changed,
			exported: counts.exported,
			unknown: counts.unknown
		},
		contentActs: session.contentActs,
		unapproved: judged.unapproved,
		approvedBy: judged.approvedBy.map(({ approval, acts }) => ({
			acts,
			approval: approvalShape(approval)
		})),
		broken: judged.broken.map(({ rule, sentence }) => ({
			rule,
			sentence
		})),
		firsts: judged.firsts,
		acknowledged: acknowledged && acknowledgementShape(acknowledged),
		acts: session.acts.map(actShape)
	};
}
function actShape(act) {
	return {
		time: isoOf$1(act.time),
		kind: act.kind,
		category: act.category,
		auditType: act.auditType,
		object: act.object,
		content: act.content,
		outcome: act.outcome,
		address: act.address,
		moreAddresses: act.moreAddresses ?? [],
		application: act.application,
		key: act.key,
		id: act.id
	};
}
function approvalShape(approval) {
	return {
		ticket: approval.ticket,
		person: approval.person,
		from: isoOf$1(approval.from),
		to: isoOf$1(approval.to),
		may: approval.may,
		waives: approval.waives,
		reason: approval.reason,
		agreedBy: approval.agreedBy,
		note: approval.note
	};
}
function acknowledgementShape({ by, at, reason, url }) {
	return {
		by,
		at: isoOf$1(at),
		reason,
		url
	};
}
function findingShape(finding) {
	return {
		kind: finding.kind,
		severity: finding.severity,
		subject: finding.subject,
		sentence: finding.sentence,
		time: finding.time === void 0 ? void 0 : isoOf$1(finding.time),
		events: finding.events,
		details: finding.details
	};
}

// src/report/csv.ts
/** Without it Excel reads UTF-8 as the code page of its country. Everything else knows it and passes over it. */
const BYTE_ORDER_MARK = "﻿";
/** Excel cuts a cell at 32,767 characters. */
const CELL_LIMIT = 32e3;
/**
* What a spreadsheet takes for a formula (OWASP, CSV Injection: `=`, `+`, `-`, `@`, also in their full-width forms, tab and
* line breaks), at the start of a cell or behind quotes and blanks that an import may strip; and the same behind a semicolon,
* since Excel splits there in the countries where the comma is for decimals, whatever the quotes.
*/
const FORMULA = /(^|;)([\s"'`\u00A0]*)(?=[=+\-@＝＋－＠])/g;
const COLUMNS = [
	["session", ({ judged }) => judged.session.id],
	["verdict", ({ judged }) => judged.verdict],
	["time", ({ act }) => act && isoOf$1(act.time)],
	["local_time", ({ act, timeZone }) => act && local(act.time, timeZone)],
	["person", ({ judged }) => judged.session.person],
	["kind", ({ act }) => act?.kind],
	["type", ({ act }) => act?.auditType],
	["object", ({ act }) => act?.object],
	["content", ({ act }) => act?.content],
	["outcome", ({ act }) => act?.outcome],
	["address", ({ act }) => act?.address],
	["more_addresses", ({ act }) => list$1(act?.moreAddresses ?? [])],
	["application", ({ act }) => act?.application],
	["category", ({ act }) => act?.category],
	["tickets", ({ judged }) => list$1(judged.approvedBy.map(({ approval }) => approval.ticket))],
	["agreed_by", ({ judged }) => list$1(judged.approvedBy.map(({ approval }) => approval.agreedBy))],
	["unapproved_acts", ({ judged }) => judged.unapproved],
	["broken_rules", ({ judged }) => list$1(judged.broken.map(({ rule }) => rule))],
	["firsts", ({ judged }) => list$1(judged.firsts)],
	["acknowledged_by", ({ judged }) => judged.acknowledged?.by],
	["acknowledged_at", ({ judged }) => judged.acknowledged && isoOf$1(judged.acknowledged.at)],
	["acknowledged_reason", ({ judged }) => judged.acknowledged?.reason],
	["session_first", ({ judged }) => isoOf$1(judged.session.first)],
	["session_last", ({ judged }) => isoOf$1(judged.session.last)],
	["session_acts", ({ judged }) => actsOf$2(judged)],
	["event_key", ({ act }) => act?.key],
	["mimecast_id", ({ act }) => act?.id]
];
/**
* The acts of an account as `access.csv`: RFC 4180, every cell in quotes, one line an act, lines end in CRLF. UTF-8 with a byte order mark.
* A text from outside stays in its line and its cell, and is no formula: line breaks, control characters and direction
* marks become visible escapes, an apostrophe goes before what a spreadsheet would calculate. `access.json` has the exact texts.
*/
function renderCsv({ sessions, timeZone }) {
	const lines = [line(COLUMNS.map(([name]) => name))];
	for (const judged of sessions) {
		const acts = judged.session.acts.length > 0 ? judged.session.acts : [void 0];
		for (const act of acts) lines.push(line(COLUMNS.map(([, value]) => value({
			judged,
			act,
			timeZone
		}))));
	}
	return BYTE_ORDER_MARK + lines.join("");
}
function line(cells) {
	return `${cells.map((cell) => cell === void 0 ? "" : quoted(String(cell))).join(",")}\r\n`;
}
function quoted(text) {
	return `"${cut(visible(text.slice(0, 32001)).replace(FORMULA, "$1'$2"), CELL_LIMIT).replaceAll("\"", "\"\"")}"`;
}
/** Several values in one cell, each once. */
function list$1(values) {
	return values.length === 0 ? void 0 : [...new Set(values)].join("; ");
}
function local(time, timeZone) {
	return isoOf$1(time) === void 0 ? void 0 : formatTime(time, timeZone);
}

// src/report/html.ts
const markup = Symbol("markup");
/** UTF-16 units of a text from outside, unless its place has another limit. */
const TEXT_LIMIT$1 = 300;
const ENTITIES = {
	"&": "&amp;",
	"<": "&lt;",
	">": "&gt;",
	"\"": "&quot;",
	"'": "&#39;",
	"`": "&#96;"
};
/**
* A template in which every value is escaped because it is a value: what stands in the source is HTML, what is filled in
* is text. Values may stand between tags and in quoted attributes, nowhere else.
*/
function html(fixed, ...parts) {
	const text = fixed.map((piece, index) => piece + markupOf(parts[index])).join("");
	return { [markup]: text };
}
/** Text of this program that is HTML or CSS already. Never for anything that was read. */
function trusted(text) {
	return { [markup]: text };
}
/** The text of a piece, to be written to a file or measured. */
function renderHtml(piece) {
	return piece[markup];
}
/** Bytes of it in UTF-8. */
function sizeOf$1(piece) {
	return Buffer.byteLength(piece[markup]);
}
/**
* A text from outside: isolated, so that its direction does not change what stands around it, with control characters
* and direction marks made visible.
* @param limit length in UTF-16 units; what is longer ends in an ellipsis.
*/
function outside(text, limit = TEXT_LIMIT$1) {
	return html`<bdi>${cut(visible(text.slice(0, limit + 1)), limit)}</bdi>`;
}
/** A link only to a web address with https; anything else stays what it is without one. */
function link$1(url, content) {
	const parsed = url !== void 0 && URL.canParse(url) ? new URL(url) : void 0;
	if (parsed?.protocol !== "https:" || parsed.username !== "" || parsed.password !== "") return content;
	return html`<a href="${parsed.href}" rel="noopener noreferrer">${content}</a>`;
}
/** Several pieces with something between each two. */
function joined(pieces, between) {
	return html`${pieces.map((piece, index) => index === 0 ? piece : [between, piece])}`;
}
/** Moments of this program, each on one line of its own width where the screen has it: `2026-11-24 … to 2026-11-25 …`. */
function unbroken(text) {
	return joined(text.split(" to ").map((piece) => html`<span class="whole">${piece}</span>`), " to ");
}
function markupOf(part) {
	if (part === void 0) return "";
	if (typeof part === "string") return escapeHtml(part);
	if (typeof part === "number") return escapeHtml(String(part));
	if (isList(part)) return part.map(markupOf).join("");
	return part[markup];
}
function isList(part) {
	return Array.isArray(part);
}
function escapeHtml(text) {
	return visible(text).replace(/[&<>"'`]/g, (mark) => ENTITIES[mark] ?? "");
}

// src/report/page/acts.ts
const OBJECT_LIMIT = 400;
const NAME_LIMIT$12 = 120;
/** Of an event's key in the list: enough to find the whole one below it. */
const KEY_LENGTH = 10;
const KEY_LIMIT$1 = 100;
const MOST_ADDRESSES = 4;
const ID_LIMIT = 600;
/**
* The acts of a session as a list in order of time, and the pointers to their events.
* @param limit the most acts that are shown; exports, content of mail and changes come first.
*/
function actsList(judged, timeZone, limit, open) {
	const all = actsOf$2(judged);
	const shown = mostImportant$1(judged.session.acts, limit);
	if (shown.length === 0) return html`<p class="soft">${formatCount$1(all, "act")}, not shown here: see access.json.</p>`;
	const first = shown[0]?.time ?? 0;
	const rest = shown.length < all ? html`<p class="soft">Shown are ${formatCount$1(shown.length)} of ${formatCount$1(all)} acts: exports, content of mail and changes before others. The others are in access.json, or else in events.ndjson.</p>` : void 0;
	return html`<details class="acts"${open ? html` open` : void 0}><summary>${shown.length < all ? html`${formatCount$1(shown.length)} of ${formatCount$1(all, "act")}` : formatCount$1(all, "act")}</summary>
<ol>${shown.map((act) => actItem(act, first, timeZone))}</ol>${rest}
</details>
<details class="pointers"><summary>Pointers to ${shown.length === 1 ? "the event" : `the ${formatCount$1(shown.length)} events`}</summary>
<ol>${shown.map(pointer)}</ol>
</details>`;
}
function actItem(act, first, timeZone) {
	const what = act.auditType === void 0 ? void 0 : outside(act.auditType, NAME_LIMIT$12);
	const object = act.object === void 0 ? void 0 : outside(act.object, OBJECT_LIMIT);
	return html`<li class="${act.kind}">
<div class="at">${moment(act.time, first, timeZone)}</div>
<div class="what"><span class="kind">${KIND_WORDS[act.kind]}</span>${act.content ? html` <span class="mark">mail content</span>` : void 0}${act.outcome === "failure" ? html` <span class="mark">failed</span>` : void 0}
<p>${what ?? "type not named"}</p>${object === void 0 ? void 0 : html`<p class="object">${object}</p>`}</div>
<div class="from">${addresses(act)}${act.application === void 0 ? void 0 : html`<span>${outside(act.application, NAME_LIMIT$12)}</span>`}<span><code>${outside(act.key.slice(0, KEY_LENGTH))}…</code></span></div>
</li>`;
}
function addresses({ address, moreAddresses = [] }) {
	const all = [...address === void 0 ? [] : [address], ...moreAddresses];
	if (all.length === 0) return [html`<span>address not named</span>`];
	const shown = all.slice(0, MOST_ADDRESSES).map((one) => html`<span>${outside(one, NAME_LIMIT$12)}</span>`);
	const hidden = all.length - shown.length;
	return hidden > 0 ? [...shown, html`<span>and ${formatCount$1(hidden)} more</span>`] : shown;
}
function pointer(act) {
	const id = act.id === void 0 ? html`the event has no id` : html`<code>${outside(act.id, ID_LIMIT)}</code>`;
	return html`<li><span>Document <code>${outside(act.key, KEY_LIMIT$1)}</code></span><span>Mimecast’s id ${id}</span></li>`;
}
/** The time of day where the day and the offset from UTC are those of the session's first act; else the whole of it. */
function moment(time, first, timeZone) {
	const iso = isoOf$1(time);
	if (iso === void 0) return html`no readable time`;
	const [whole, begin] = [formatTime(time, timeZone), formatTime(first, timeZone)];
	const same = whole.slice(0, 10) === begin.slice(0, 10) && whole.slice(19) === begin.slice(19);
	return html`<time datetime="${iso}">${same ? whole.slice(11, 19) : whole}</time>`;
}
function mostImportant$1(acts, limit) {
	if (acts.length <= limit) return acts;
	const kept = new Set(acts.toSorted((a, b) => weightOf$1(b) - weightOf$1(a)).slice(0, limit));
	return acts.filter((act) => kept.has(act));
}
function weightOf$1({ kind, content }) {
	if (kind === "exported") return 4;
	if (content) return 3;
	return kind === "changed" ? 2 : kind === "unknown" ? 1 : 0;
}

// src/report/page/icons.ts
/** Small pictures beside words that say the same: hidden from screen readers, in the colour of the text. */
const drawn = (lines) => trusted(`<svg class="icon" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">${lines}</svg>`);
const ICONS$1 = {
	attention: drawn("<path d=\"M12 3.5 22 20.5H2z\"/><path d=\"M12 10v5\"/><path d=\"M12 17.8v.2\"/>"),
	unsure: drawn("<circle cx=\"12\" cy=\"12\" r=\"9.5\"/><path d=\"M9.3 9.2a2.8 2.8 0 1 1 4 2.6c-.9.4-1.3 1-1.3 2\"/><path d=\"M12 17v.2\"/>"),
	calm: drawn("<circle cx=\"12\" cy=\"12\" r=\"9.5\"/><path d=\"m7.8 12.4 2.9 2.9 5.6-6\"/>")
};

// src/report/page/session.ts
const NAME_LIMIT$11 = 200;
const REASON_LIMIT$2 = 1e3;
/** Of addresses, applications, approvals and rules of one session. */
const MOST$5 = 12;
const ICON_OF = {
	open: ICONS$1.attention,
	"not-judged": ICONS$1.unsure,
	explained: ICONS$1.calm,
	expected: ICONS$1.calm
};
const FIRST_WORDS$1 = {
	person: "This person was not seen before.",
	network: "This network was not seen before.",
	act: "An act of this kind was not seen before."
};
/**
* One session: who, when, what, what is to be thought of it, and why.
* @param acts the most acts that are listed.
*/
function sessionCard(judged, timeZone, acts) {
	const { session, verdict, acknowledged } = judged;
	const standing = standingOf(judged);
	const id = `session-${session.id.replace(/[^\w-]/g, "_").slice(0, 64)}`;
	const badge = standing === "explained" ? `${VERDICT_WORDS[verdict]}, explained` : VERDICT_WORDS[verdict];
	return html`<article class="session ${standing}" id="${id}" aria-labelledby="${id}-who">
<header><h4 id="${id}-who">${session.person === void 0 ? "Nobody is named" : outside(session.person, NAME_LIMIT$11)}</h4>
<p class="badge">${ICON_OF[standing]}${badge}</p></header>
<p class="when">${when(judged, timeZone)}</p>
<ul class="why">${reasons(judged).map((reason) => html`<li>${reason}</li>`)}</ul>
${acknowledged && html`<p class="said"><strong>Explained</strong> by ${outside(acknowledged.by, NAME_LIMIT$11)}, ${link$1(acknowledged.url, html`${momentOf$5(acknowledged.at, timeZone)}`)}: <q>${outside(acknowledged.reason, REASON_LIMIT$2)}</q></p>`}
${judged.approvedBy.slice(0, MOST$5).map(({ approval, acts: covered }) => approvalLine(approval, covered, judged, timeZone))}${more$1(judged.approvedBy.length, "approval")}
<dl class="table">
<div><dt>Did</dt><dd>${counts(judged)}</dd></div>
<div><dt>From</dt><dd>${several(session.addresses)}</dd></div>
<div><dt>With</dt><dd>${several(session.applications)}</dd></div>
<div><dt>Session</dt><dd><code>${outside(session.id, NAME_LIMIT$11)}</code></dd></div>
</dl>
${actsList(judged, timeZone, acts, standing !== "expected")}
</article>
`;
}
function when({ session: { first, last, wholeBeginning } }, timeZone) {
	const [from, to] = [isoOf$1(first), isoOf$1(last)];
	if (from === void 0 || to === void 0) return html`no readable time`;
	const [begin, end] = [formatTime(first, timeZone), formatTime(last, timeZone)];
	const day = begin.slice(0, 10);
	const same = day === end.slice(0, 10) && begin.slice(19) === end.slice(19);
	const length = first === last ? "one act" : formatLength((last - first) / 1e3);
	return html`<time datetime="${from}">${dateName(day)}, ${begin.slice(11, same ? 19 : void 0)}</time> to <time datetime="${to}">${same ? end.slice(11) : `${dateName(end.slice(0, 10))}, ${end.slice(11)}`}</time> <span class="long">${length}</span><br><span class="soft">${unbroken(`${from} to ${to}`)}</span>${wholeBeginning ? void 0 : html`<br>It may have begun earlier: what came before its first act is not known.`}`;
}
/** Why it has its verdict, and what else is remarkable: one sentence each. */
function reasons(judged) {
	const { verdict, unapproved, broken, firsts, session } = judged;
	const all = actsOf$2(judged);
	const rules = broken.slice(0, MOST$5).map(({ rule, sentence }) => html`<strong>${RULE_WORDS[rule]}:</strong> ${outside(sentence, 400)}`);
	const uncovered = unapproved >= all ? html`No approval covers ${all === 1 ? "its act" : `any of its ${formatCount$1(all)} acts`}.` : html`No approval covers ${formatCount$1(unapproved)} of its ${formatCount$1(all)} acts.`;
	const content = formatCount$1(session.contentActs, "act");
	return [
		...rules,
		...verdict !== "not-judged" && unapproved > 0 ? [uncovered] : [],
		...verdict === "not-judged" ? [html`Nobody has said whether this was agreed: no approvals file is given.`] : [],
		...session.contentActs > 0 ? [html`The content of mail was seen or exported in ${content}.`] : [],
		...firsts.map((first) => html`${FIRST_WORDS$1[first]}`)
	];
}
function approvalLine(approval, covered, judged, timeZone) {
	const all = actsOf$2(judged);
	const share = covered >= all ? all === 1 ? "its act" : `all ${formatCount$1(all)} acts` : `${formatCount$1(covered)} of ${formatCount$1(all)} acts`;
	return html`<p class="said"><strong>Approval ${outside(approval.ticket, NAME_LIMIT$11)}</strong> covers ${share}. ${approvalText(approval, timeZone)}</p>`;
}
/** Who agreed to what, as sentences. */
function approvalText(approval, timeZone) {
	const may = approval.may.map((permission) => PERMISSION_WORDS[permission]).join(", ");
	const waives = approval.waives.map((rule) => RULE_WORDS[rule]).join(", ");
	return html`${outside(approval.agreedBy, NAME_LIMIT$11)} agreed that ${outside(approval.person, NAME_LIMIT$11)} may ${may || "do nothing"}, from ${unbroken(`${momentOf$5(approval.from, timeZone)} to ${momentOf$5(approval.to, timeZone)}`)}; reason: ${REASON_WORDS[approval.reason]}.${waives === "" ? void 0 : ` Lifted rules: ${waives}.`}${approval.note === void 0 ? void 0 : html` <q>${outside(approval.note, REASON_LIMIT$2)}</q>`}`;
}
function counts({ session }) {
	const parts = KINDS$2.filter((kind) => session.counts[kind] > 0).map((kind) => html`<span class="count ${kind}">${formatCount$1(session.counts[kind])} ${KIND_WORDS[kind]}</span>`);
	return parts.length === 0 ? html`nothing` : joined(parts, " ");
}
function several(values) {
	if (values.length === 0) return html`not named`;
	const shown = values.slice(0, MOST$5).map((value) => outside(value, NAME_LIMIT$11));
	const hidden = values.length - shown.length;
	return html`${joined(shown, ", ")}${hidden > 0 ? ` and ${formatCount$1(hidden)} more` : void 0}`;
}
function more$1(count, one) {
	const hidden = count - MOST$5;
	return hidden > 0 ? html`<p class="soft">and ${formatCount$1(hidden, `more ${one}`)}, in access.json</p>` : void 0;
}
function momentOf$5(ms, timeZone) {
	return isoOf$1(ms) === void 0 ? "an unknown time" : formatTime(ms, timeZone);
}

// src/report/page/approvals.ts
const MOST$4 = 50;
const NAME_LIMIT$10 = 200;
/** Approvals that nobody used, and those that are over: for tidying. undefined if no approvals file is given. */
function approvalsSection({ approvals, timeZone }) {
	if (approvals === void 0) return void 0;
	const { unused, expired } = approvals;
	return {
		id: "approvals",
		title: "Approvals to tidy",
		body: unused.length + expired.length === 0 ? html`<p>Nothing to tidy: every approval is in force and was used.</p>` : html`${list("Used by no access", unused, timeZone)}${list("Over, and to be removed from the file", expired, timeZone)}`
	};
}
function list(title, approvals, timeZone) {
	if (approvals.length === 0) return void 0;
	const hidden = approvals.length - MOST$4;
	return html`<h3>${title} <span class="soft">${formatCount$1(approvals.length)}</span></h3>
<ul class="cards">${approvals.slice(0, MOST$4).map((approval) => html`<li><p><strong>${outside(approval.ticket, NAME_LIMIT$10)}</strong></p><p>${approvalText(approval, timeZone)}</p></li>`)}</ul>${hidden > 0 ? html`<p class="note">${formatCount$1(hidden)} more, in access.json.</p>` : void 0}
`;
}

// src/report/page/calendar.ts
import_dayjs_min.default.extend(import_utc.default);
const WEEKDAYS = [
	"Monday",
	"Tuesday",
	"Wednesday",
	"Thursday",
	"Friday",
	"Saturday",
	"Sunday"
];
const WORDS = {
	covered: "read",
	partly: "read in part",
	hole: "not read",
	future: "not over yet",
	unknown: "not known whether it was read"
};
/** So that nothing is told by colour alone. */
const SIGNS = {
	covered: "",
	partly: "½",
	hole: "✕",
	future: "",
	unknown: "?"
};
/** Day by day, what was read and who came: a table of weeks, for eyes and for screen readers. */
function calendarSection(account) {
	const days = account.calendar.slice(-371).filter(({ date }) => /^\d{4}-\d\d-\d\d$/.test(date));
	if (days.length === 0) return void 0;
	const legend = [
		"covered",
		"partly",
		"hole",
		"unknown",
		"future"
	].filter((coverage) => days.some((day) => day.coverage === coverage));
	const body = html`<table class="calendar"><caption class="hidden">Each day from ${dateName(days[0]?.date ?? "")} to ${dateName(days.at(-1)?.date ?? "")}: whether all of it was read, and how many access sessions began on it</caption>
<thead><tr>${WEEKDAYS.map((day) => html`<th scope="col"><abbr title="${day}">${day.slice(0, 2)}</abbr></th>`)}</tr></thead>
<tbody>
${weeksOf(days).map((week) => html`<tr>${week.map((day, index) => cell(day, index, days, account))}</tr>\n`)}</tbody></table>
<ul class="legend">${legend.map((coverage) => html`<li><span class="day ${coverage}" aria-hidden="true">${SIGNS[coverage]}</span> ${WORDS[coverage]}</li>`)}<li><span class="day" aria-hidden="true"><b>2</b></span> sessions that began</li><li><span class="day within" aria-hidden="true"></span> this account</li></ul>`;
	return {
		id: "calendar",
		title: `The last ${formatCount$1(days.length, "day")}`,
		body
	};
}
function cell(day, index, days, account) {
	if (day === void 0) return html`<td class="void"></td>`;
	const { date, coverage, sessions } = day;
	const within = hasDate(account.period, account.timeZone, date);
	const number = Number(date.slice(8));
	const first = number === 1 || day === days[0];
	const said = [
		`${WEEKDAYS[index]} ${dateName(date)}: ${WORDS[coverage]}`,
		...sessions === void 0 ? [] : [formatCount$1(sessions, "session")],
		...within ? ["in the period of this account"] : []
	].join(", ");
	return html`<td><div class="day ${coverage}${within ? " within" : void 0}"><span class="hidden">${said}</span><span aria-hidden="true">${number}${first ? html` <i>${import_dayjs_min.default.utc(date).format("MMM")}</i>` : void 0}</span><span class="sign" aria-hidden="true">${SIGNS[coverage]}</span>${sessions === void 0 || sessions === 0 ? void 0 : html`<b aria-hidden="true">${formatCount$1(sessions)}</b>`}</div></td>`;
}
/** Rows of seven, Monday first, with nothing where the calendar has not begun or is over. */
function weeksOf(days) {
	const weeks = [];
	let monday;
	for (const day of days) {
		const date = import_dayjs_min.default.utc(day.date);
		const place = (date.day() + 6) % 7;
		const begin = date.subtract(place, "day").format("YYYY-MM-DD");
		if (begin !== monday) weeks.push(new Array(7).fill(void 0));
		monday = begin;
		const week = weeks.at(-1);
		if (week !== void 0) week[place] = day;
	}
	return weeks;
}

// src/report/page/closing.ts
/** What the account can't tell, so that nobody takes silence for proof. */
function limitsSection({ categories }) {
	return {
		id: "limits",
		title: "What this page can’t tell",
		body: html`<ul>
<li>Mimecast writes the log itself. What its staff do without an entry in it, for example on the servers, in support tools or in backups, can’t be seen here.</li>
<li>Mimecast does not say why somebody came. Reasons and tickets in this account are those of your approvals file.</li>
<li>An event that Mimecast hid or changed before it was read for the first time leaves no trace. Later changes become findings.</li>
<li>Mimecast gives out 60 days. What no run read in that time can’t be read any more.</li>
<li>Kinds of acts are told from the wording of the log, and only where it leaves no doubt; “other act” means that it does.</li>
${categories === "all" ? void 0 : html`<li>Only the categories above were asked for. With <code>categories: all</code> the acts that Mimecast files elsewhere belong to the account too.</li>`}
</ul>`
	};
}
/** How to hold the account against the evidence it was made from, with standard tools. */
function checkSection({ providerDomains, previousManifest }) {
	return {
		id: "check",
		title: "How to check it",
		body: html`<p>A run that reads Mimecast puts this page into its folder of evidence, with <code>access.json</code>, which has all of it without cuts, and <code>access.csv</code>. (A report of a longer time is made of the evidence of several runs: check each.) Open a shell there. Has a file been changed since?</p>
${commands("sha256sum --check --quiet SHA256SUMS\nsha256sum manifest.json")}
<p>The first line says nothing if none was; the second is the hash that the summary and the log of the run name. All events of the provider, as Mimecast gave them out:</p>
${commands(accessFilter(providerDomains))}
<p>The event behind one act, by Mimecast’s id from its pointer:</p>
${commands(`jq -c 'objects | select(.id == "…")' events.ndjson`)}
<p>The sessions that nobody agreed to:</p>
${commands(`jq '.sessions[] | select(.verdict != "expected") | {id, person, first, last, verdict}' access.json`)}
${previousManifest === void 0 ? void 0 : html`<p>SHA-256 of the manifest before this one: <code>${outside(previousManifest)}</code></p>`}`
	};
}
/** The jq line that finds in events.ndjson what counts as the provider's. */
function accessFilter(domains) {
	const names = domains.filter((domain) => /^[a-z0-9._-]+$/.test(domain)).map((domain) => `"${domain}"`);
	return `jq -c 'objects | select(.category == "mimecast_access_logs"${names.length === 0 ? "" : ` or (.user | strings | ascii_downcase | split("@") | length > 1 and (.[-1] | IN(${names.join(", ")})))`})' events.ndjson`;
}
function commands(lines) {
	return html`<pre>${lines.split("\n").map((line) => html`<code>${line}</code>\n`)}</pre>`;
}

// src/report/page/findings.ts
const SENTENCE_LIMIT$1 = 600;
const KEY_LIMIT = 100;
/** So that a thousand findings of one kind hide no other kind. */
const MOST_OF_KIND = 20;
const MOST$3 = 100;
const MOST_EVENTS = 1;
/** What the run found, most severe first; what is too much is counted by kind. */
function findingsSection$1({ findings, timeZone }) {
	const ofKind = /* @__PURE__ */ new Map();
	const shown = [];
	const hidden = /* @__PURE__ */ new Map();
	for (const finding of findings) {
		const count = ofKind.get(finding.kind) ?? 0;
		if (count >= MOST_OF_KIND || shown.length >= MOST$3) {
			hidden.set(finding.kind, (hidden.get(finding.kind) ?? 0) + 1);
			continue;
		}
		ofKind.set(finding.kind, count + 1);
		shown.push(finding);
	}
	const rest = [...hidden].map(([kind, count]) => html`${formatCount$1(count)} ${outside(kind)}`);
	return {
		id: "findings",
		title: "Findings",
		body: findings.length === 0 ? html`<p>None.</p>` : html`<ul class="cards">${shown.map((finding) => findingItem(finding, timeZone))}</ul>
${rest.length > 0 ? html`<p class="note"><strong>Not shown here, in access.json:</strong> ${joined(rest, ", ")}.</p>` : void 0}`
	};
}
function findingItem({ kind, severity, sentence, events, time }, timeZone) {
	const keys = events.slice(0, MOST_EVENTS).map((key) => html`<code>${outside(key, KEY_LIMIT)}</code>`);
	const hidden = events.length - keys.length;
	const when = time === void 0 || Number.isNaN(new Date(time).getTime()) ? void 0 : html` <span class="soft">${formatTime(time, timeZone)}</span>`;
	return html`<li class="finding ${severity}"><p><span class="mark">${severity}</span> <strong>${outside(kind)}</strong>${when}</p>
<p>${outside(sentence, SENTENCE_LIMIT$1)}</p>${keys.length > 0 ? html`<p class="soft">${events.length === 1 ? "Event" : "Events"} ${joined(keys, ", ")}${hidden > 0 ? ` and ${formatCount$1(hidden)} more` : void 0}</p>` : void 0}</li>
`;
}

// src/report/page/hero.ts
const NAME_LIMIT$9 = 200;
const URL_LIMIT = 400;
/** The top of the page: whose account, and which period. */
function pageHead({ tenant, period, timeZone }) {
	return html`<header class="head">
<p class="kicker">What Mimecast’s staff did in the account</p>
<h1>${outside(tenant, NAME_LIMIT$9)}<span class="period">${spanName(period, timeZone)}</span></h1>
</header>`;
}
/** When exactly, made by what, and where on the page the rest is. */
function pageFacts(account, sections) {
	const { period, timeZone, run, tool } = account;
	const ofRun = run && html`, ${link$1(run.url, html`run ${outside(run.id, NAME_LIMIT$9)}`)}, attempt ${run.attempt}`;
	return html`<dl class="facts">
<div><dt>Period</dt><dd>${unbroken(formatWindow(period, timeZone))} (${outside(timeZone, NAME_LIMIT$9)})</dd></div>
<div><dt>In UTC</dt><dd>${unbroken(formatSpan(period))}</dd></div>
<div><dt>Made</dt><dd>${unbroken(formatTime(account.made, timeZone))} by ${outside(tool.name, NAME_LIMIT$9)} ${outside(tool.version, NAME_LIMIT$9)}${ofRun}</dd></div>
</dl>
<nav aria-label="Parts of this page"><ul>${sections.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`)}</ul></nav>`;
}
/** The verdict, and what was read: all that somebody must know who reads no further. */
function pageVerdict(account, verdict) {
	return html`<section class="verdict ${verdict.state}" aria-labelledby="verdict">
<h2 id="verdict">${ICONS$1[verdict.state]}${verdict.title}</h2>
<p class="sentence">${verdict.sentence}</p>
${verdict.more.map((sentence) => html`<p>${sentence}</p>`)}
</section>
${account.sessions.length > 0 ? numbers(account) : void 0}`;
}
function numbers({ sessions, sessionsLeftOut }) {
	const sum = (of) => sessions.reduce((total, session) => total + of(session), 0);
	const persons = personsOf(sessions);
	const least = sessionsLeftOut > 0 ? "≥ " : "";
	const cells = [
		["Sessions", sessions.length + sessionsLeftOut],
		["Persons", persons.named + (persons.unnamed ? 1 : 0)],
		["Acts", sum(actsOf$2)],
		["Changed", sum(({ session }) => session.counts.changed)],
		["Exported", sum(({ session }) => session.counts.exported)],
		["Mail content", sum(({ session }) => session.contentActs)]
	];
	return html`<dl class="numbers">${cells.map(([name, count], index) => html`<div${count === 0 ? html` class="none"` : void 0}><dt>${name}</dt><dd>${index === 0 ? "" : least}${formatCount$1(count)}</dd></div>`)}</dl>`;
}
/** What the account rests on: what was asked for, what came, what is missing. */
function completenessSection(account, { proven }) {
	const { completeness, categories, providerDomains } = account;
	const { complete, narrowed, reasons, pages, events, compared } = completeness;
	const rows = [
		["Read to its end", html`${complete ? "yes" : html`<strong>no</strong>`}`],
		["Received", html`${formatCount$1(events, "event")}${pages === void 0 ? "" : ` on ${formatCount$1(pages, "page")}`}`],
		...gaps(account),
		["Categories", categories === "all" ? html`all` : html`${outside(categories.join(", "), URL_LIMIT)}: acts that Mimecast files elsewhere are not in this account`],
		["Provider", html`acts in mimecast_access_logs, or of a person at ${outside(providerDomains.join(", "), URL_LIMIT)}`],
		["Held against earlier runs", compared === true ? html`yes: an event that Mimecast hid, changed or added later would be a finding` : html`<strong>no</strong>: ${outside(compared, URL_LIMIT)}`]
	];
	if (narrowed) rows.push(["Narrowed by", html`<strong>a query</strong>: nothing is proven about what it left out`]);
	return {
		id: "completeness",
		title: "What was read",
		body: html`<p class="lead">${proven ? html`<strong>Proven.</strong> Mimecast was asked for every second of the period and answered to its last page. What is not in this account is not in Mimecast’s log.` : html`<strong>Not proven.</strong> What is in this account happened; what is not in it may have happened too.`}</p>
${reasons.length > 0 ? html`<ul class="plain">${reasons.slice(0, MOST_REASONS).map((reason) => html`<li>${outside(reason, URL_LIMIT)}</li>`)}${more(reasons.length - MOST_REASONS)}</ul>` : void 0}
<dl class="table">${rows.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`
	};
}
const MOST_REASONS = 10;
const MOST_SPANS = 10;
function gaps({ completeness, period, timeZone }) {
	const [holes, lost] = [within(period, completeness.holes), within(period, completeness.lost)];
	if (holes.length + lost.length === 0) return [["Gaps", html`none`]];
	return [...holes.length > 0 ? [["Not read yet", spans(holes, timeZone)]] : [], ...lost.length > 0 ? [["Never read, and lost", spans(lost, timeZone)]] : []];
}
function spans(of, timeZone) {
	const shown = of.slice(0, MOST_SPANS).map((span) => html`<li>${unbroken(formatWindow(span, timeZone))}</li>`);
	return html`<strong>${formatWindowLength(of)}</strong><ul class="plain">${shown}${more(of.length - MOST_SPANS)}</ul>`;
}
function more(hidden) {
	return hidden > 0 ? html`<li>and ${formatCount$1(hidden)} more, in access.json</li>` : void 0;
}

// src/report/page/section.ts
/** A section as a landmark with its heading. */
function renderSection({ id, title, body }) {
	return html`<section id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title">${title}</h2>
${body}
</section>
`;
}

// src/report/page/sessions.ts
/** Most acts listed of each session; the first that makes a group fit is taken. */
const ACT_LIMITS = [
	200,
	50,
	20,
	10,
	5,
	2,
	1,
	0
];
const GROUPS = {
	open: "A person must look at these",
	"not-judged": "Not judged",
	explained: "Explained afterwards",
	expected: "As agreed"
};
/**
* The sessions, those that need a person first. What has no room gives way by importance and is counted.
* @param room bytes.
*/
function sessionsSection$1(account, room) {
	const { sessions, sessionsLeftOut } = account;
	const groups = [];
	let left = room;
	let hidden = 0;
	for (const [place, standing] of STANDINGS.entries()) {
		const members = sessions.filter((session) => standingOf(session) === standing);
		if (members.length === 0) continue;
		const later = sessions.filter((session) => STANDINGS.indexOf(standingOf(session)) > place);
		const reserved = Math.min(withoutActs(later, account.timeZone), left / 3);
		const { cards, bytes } = fitting(members, account.timeZone, left - reserved);
		left -= bytes;
		hidden += members.length - cards.length;
		if (cards.length > 0) groups.push(group$1(standing, cards, members.length));
	}
	const notes = [hidden > 0 ? html`<p class="note"><strong>${formatCount$1(hidden, "session has", "sessions have")} no room on this page.</strong> Shown are those that need a person first, and of these the exports, the content of mail and the changes first. All are in access.json and access.csv.</p>` : void 0, sessionsLeftOut > 0 ? html`<p class="note"><strong>${formatCount$1(sessionsLeftOut, "session is", "sessions are")} in no list of this account</strong>, as there are too many. Their events are in events.ndjson.</p>` : void 0];
	return {
		id: "sessions",
		title: "Access sessions",
		body: html`${notes}${groups}`
	};
}
function group$1(standing, cards, count) {
	const shown = cards.length < count ? `, ${formatCount$1(cards.length)} of them shown` : "";
	return html`<div class="group"><h3>${GROUPS[standing]} <span class="soft">${formatCount$1(count)}${shown}</span></h3>
${cards}</div>
`;
}
/** Bytes of the sessions without their acts. */
function withoutActs(sessions, timeZone) {
	return sessions.reduce((bytes, session) => bytes + sizeOf$1(sessionCard(session, timeZone, 0)), 0);
}
/** As many sessions of a group as have room, each with as many acts as then have. */
function fitting(sessions, timeZone, room) {
	for (const limit of ACT_LIMITS) {
		const cards = [];
		let bytes = 0;
		for (const session of sessions) {
			const card = sessionCard(session, timeZone, limit);
			bytes += sizeOf$1(card);
			if (bytes > room) break;
			cards.push(card);
		}
		if (cards.length === sessions.length) return {
			cards,
			bytes
		};
	}
	return mostImportant(sessions, timeZone, room);
}
function mostImportant(sessions, timeZone, room) {
	const kept = /* @__PURE__ */ new Map();
	let bytes = 0;
	const ranked = [...sessions.entries()].toSorted(([, a], [, b]) => weightOf(b) - weightOf(a));
	for (const [index, session] of ranked) {
		const card = sessionCard(session, timeZone, 0);
		if (bytes + sizeOf$1(card) > room) break;
		bytes += sizeOf$1(card);
		kept.set(index, card);
	}
	return {
		cards: [...kept].toSorted(([a], [b]) => a - b).map(([, card]) => card),
		bytes
	};
}
/** What was done weighs more than how much of it. */
function weightOf(judged) {
	const { counts, contentActs } = judged.session;
	return (counts.exported > 0 ? 8 : 0) + (contentActs > 0 ? 4 : 0) + (counts.changed > 0 ? 2 : 0) + (judged.broken.length > 0 ? 1 : 0) + 1 - 1 / (1 + actsOf$2(judged));
}

// src/report/page/style.ts
/** The page's only style sheet. Colours of text have a contrast of at least 4.5 to 1 on their ground, in both schemes (a test has axe measure it). */
const STYLE = `
:root {
  --page: #f5f5f1; --card: #ffffff; --line: #dcdcd4; --ink: #1c2126; --soft: #59626c; --link: #17509f; --code: #f1f1ec;
  --bad: #8c1c13; --bad-ground: #fcebe8; --bad-line: #c8473a;
  --doubt: #6a4700; --doubt-ground: #fdf2d9; --doubt-line: #c08a1c;
  --good: #1a5130; --good-ground: #e6f3e9; --good-line: #3f8f5c;
  --calm: #2d4a6b; --calm-ground: #e8eef6; --bar: #5a7fae;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --page: #121417; --card: #1a1d21; --line: #33383f; --ink: #e7e9ec; --soft: #a5adb7; --link: #8ab8f5; --code: #23272d;
    --bad: #ffb3a8; --bad-ground: #3c1a17; --bad-line: #e0695c;
    --doubt: #f5cf83; --doubt-ground: #35290f; --doubt-line: #c9982f;
    --good: #a3dbb5; --good-ground: #15301f; --good-line: #4da06a;
    --calm: #b5cdec; --calm-ground: #1f2b3a; --bar: #7396c4;
  }
}
*, *::before, *::after { box-sizing: border-box; }
html { background: var(--page); color: var(--ink); font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0 auto; max-width: 78rem; padding: 1.5rem clamp(1rem, 4vw, 2.5rem) 3rem; overflow-wrap: anywhere; }
h1, h2, h3, h4, p, ul, ol, dl, dd, pre, table { margin: 0; padding: 0; }
h1 { font-size: clamp(1.5rem, 5vw, 2.1rem); line-height: 1.2; letter-spacing: -0.01em; }
h2 { font-size: 1.2rem; line-height: 1.3; }
h3 { font-size: 1rem; margin: 1.25rem 0 0.6rem; }
h4 { font-size: 1.05rem; line-height: 1.35; }
ul, ol { list-style: none; }
a { color: var(--link); text-underline-offset: 0.15em; }
a:focus-visible, summary:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 2px; }
code { font: 0.85em/1.4 ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; overflow-wrap: anywhere; }
q { quotes: "“" "”"; font-style: italic; }
time, dd, .count, .at { font-variant-numeric: tabular-nums; }
.soft { color: var(--soft); font-weight: 400; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.icon { width: 1.15em; height: 1.15em; flex: none; vertical-align: -0.2em; }

.head { margin-bottom: 1.1rem; }
.whole, time { white-space: nowrap; }
.kicker { color: var(--soft); font-size: 0.9rem; margin-bottom: 0.35rem; }
.period { display: block; font-weight: 400; color: var(--soft); font-size: 0.68em; margin-top: 0.2rem; letter-spacing: 0; }
.facts { margin-top: 1.2rem; font-size: 0.875rem; display: grid; gap: 0.1rem; }
.facts > div { display: flex; flex-wrap: wrap; gap: 0 0.75rem; }
.facts dt { color: var(--soft); min-width: 4rem; }
.facts dd { flex: 1 1 14rem; }
nav ul { display: flex; flex-wrap: wrap; gap: 0.1rem 1.1rem; margin-top: 0.6rem; font-size: 0.9rem; }
nav a { display: inline-block; padding: 0.25rem 0; }

.verdict { border: 1px solid; border-left-width: 6px; border-radius: 10px; padding: 1.1rem 1.25rem 1.2rem; }
.verdict h2 { display: flex; align-items: center; gap: 0.5rem; font-size: 1rem; margin-bottom: 0.4rem; }
.verdict .sentence { font-size: clamp(1.15rem, 3.2vw, 1.5rem); line-height: 1.35; font-weight: 600; color: var(--ink); text-wrap: pretty; }
.verdict p + p { margin-top: 0.4rem; color: var(--ink); }
.verdict.attention { background: var(--bad-ground); border-color: var(--bad-line); color: var(--bad); }
.verdict.unsure { background: var(--doubt-ground); border-color: var(--doubt-line); color: var(--doubt); }
.verdict.calm { background: var(--good-ground); border-color: var(--good-line); color: var(--good); }

.numbers { display: grid; grid-template-columns: repeat(auto-fit, minmax(6.2rem, 1fr)); gap: 0.6rem; margin-top: 0.9rem; }
.numbers > div { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 0.6rem 0.8rem 0.65rem; display: flex; flex-direction: column; }
.numbers dt { color: var(--soft); font-size: 0.82rem; }
.numbers dd { font-size: 1.5rem; line-height: 1.2; font-weight: 600; }
.numbers .none dd { color: var(--soft); font-weight: 400; }

main > section, .main > section, .side > section { margin-top: 2rem; }
main > .verdict { margin-top: 0; }
main > section > h2, .columns section > h2 { margin-bottom: 0.7rem; }
.group > h3 { margin-top: 1rem; }

.session, .cards > li, .columns > div > section > table, .columns > div > section > dl, #limits > ul, #check { background: var(--card); border: 1px solid var(--line); border-radius: 10px; }
.session { padding: 1rem 1.15rem 1.05rem; border-left: 6px solid var(--line); scroll-margin-top: 1rem; }
.session + .session { margin-top: 0.9rem; }
.session.open { border-left-color: var(--bad-line); }
.session.not-judged { border-left-color: var(--doubt-line); }
.session.explained, .session.expected { border-left-color: var(--good-line); }
.session > header { display: flex; flex-wrap: wrap; align-items: flex-start; justify-content: space-between; gap: 0.3rem 1rem; }
.session h4 { flex: 1 1 12rem; min-width: 0; }
.badge { display: inline-flex; align-items: center; gap: 0.35rem; padding: 0.12rem 0.65rem 0.12rem 0.5rem; border-radius: 99px; font-size: 0.88rem; font-weight: 600; }
.open .badge { background: var(--bad-ground); color: var(--bad); }
.not-judged .badge { background: var(--doubt-ground); color: var(--doubt); }
.explained .badge, .expected .badge { background: var(--good-ground); color: var(--good); }
.when { margin-top: 0.15rem; }
.when .soft { font-size: 0.875rem; }
.long { white-space: nowrap; font-weight: 600; margin-left: 0.4rem; }
.why { margin-top: 0.6rem; }
.why:empty { display: none; }
.why li { padding-left: 1.1rem; position: relative; }
.why li::before { content: "–"; position: absolute; left: 0; color: var(--soft); }
.said { margin-top: 0.6rem; padding: 0.55rem 0.8rem; background: var(--calm-ground); border-radius: 8px; font-size: 0.93rem; }

.table { margin-top: 0.75rem; font-size: 0.93rem; }
.table > div { display: grid; grid-template-columns: minmax(5rem, 8.5rem) 1fr; gap: 0 0.9rem; padding: 0.4rem 0; border-top: 1px solid var(--line); }
.session .table > div { grid-template-columns: 4.2rem 1fr; }
.table dt { color: var(--soft); }
section > .table { margin-top: 0.7rem; padding: 0 1rem; }
section > .table > div:first-child { border-top: 0; }
.lead + .plain { margin-top: 0.5rem; }
.plain li { padding-left: 1.1rem; position: relative; }
.plain li::before { content: "–"; position: absolute; left: 0; }

.count, .kind, .mark { display: inline-block; padding: 0 0.5rem; border-radius: 5px; font-size: 0.85rem; background: var(--calm-ground); color: var(--calm); white-space: nowrap; }
.count.changed, .changed .kind { background: var(--doubt-ground); color: var(--doubt); }
.count.exported, .exported .kind, .acts .mark, .high .mark { background: var(--bad-ground); color: var(--bad); }
.count.signed-in, .count.signed-out, .signed-in .kind, .signed-out .kind { background: var(--code); color: var(--ink); }
.medium .mark { background: var(--doubt-ground); color: var(--doubt); }

details { margin-top: 0.7rem; }
summary { cursor: pointer; font-weight: 600; font-size: 0.93rem; padding: 0.15rem 0; width: fit-content; }
.pointers { margin-top: 0.2rem; }
.pointers summary { font-weight: 400; color: var(--soft); }
.acts ol { margin-top: 0.3rem; }
.acts li { display: grid; grid-template-columns: 5rem minmax(0, 1fr) minmax(7rem, 11rem); gap: 0.1rem 0.9rem; padding: 0.55rem 0; border-top: 1px solid var(--line); font-size: 0.93rem; break-inside: avoid; }
.acts .what p { margin-top: 0.1rem; }
.acts .object { color: var(--soft); }
.acts .from { color: var(--soft); font-size: 0.875rem; }
.acts .from span { display: block; }
.pointers ol { counter-reset: act; font-size: 0.85rem; }
.pointers li { counter-increment: act; display: grid; gap: 0.1rem; padding: 0.35rem 0 0.35rem 2rem; position: relative; border-top: 1px solid var(--line); }
.pointers li::before { content: counter(act); position: absolute; left: 0; color: var(--soft); }

.cards > li { padding: 0.75rem 1rem; }
.cards > li + li { margin-top: 0.6rem; }
.cards p + p { margin-top: 0.25rem; }
.note { margin: 0.7rem 0; padding: 0.6rem 0.9rem; border-radius: 8px; background: var(--doubt-ground); color: var(--ink); border: 1px solid var(--doubt-line); }

.calendar { width: 100%; table-layout: fixed; border-collapse: separate; border-spacing: 3px; padding: 0.5rem; }
.calendar th { font-size: 0.75rem; font-weight: 400; color: var(--soft); }
.calendar abbr { text-decoration: none; }
.calendar td { padding: 0; height: 2.6rem; }
.day { position: relative; display: block; height: 100%; min-height: 2.6rem; border-radius: 6px; padding: 0.1rem 0.3rem; font-size: 0.75rem; line-height: 1.3; border: 1px solid var(--line); background: var(--card); overflow-wrap: normal; }
.day i { font-style: normal; font-weight: 600; }
.day b { position: absolute; right: 0.2rem; bottom: 0.2rem; min-width: 1.35rem; padding: 0 0.3rem; border-radius: 99px; background: var(--ink); color: var(--card); font-size: 0.75rem; line-height: 1.35rem; text-align: center; }
.sign { position: absolute; left: 0.3rem; bottom: 0.1rem; font-size: 0.85rem; font-weight: 600; }
.day.covered { background: var(--good-ground); border-color: transparent; color: var(--good); }
.day.partly { background: linear-gradient(135deg, var(--good-ground) 50%, var(--doubt-ground) 50%); border-color: var(--doubt-line); color: var(--ink); }
.day.hole { background: var(--bad-ground); border-color: var(--bad-line); color: var(--bad); }
.day.unknown { border-style: dashed; color: var(--soft); }
.day.future { background: none; border-style: dotted; color: var(--soft); }
.day.within { outline: 2px solid var(--ink); outline-offset: -1px; }
.legend { display: flex; flex-wrap: wrap; gap: 0.4rem 1rem; margin-top: 0.5rem; font-size: 0.82rem; color: var(--soft); }
.legend li { display: flex; align-items: center; gap: 0.4rem; }
.legend .day { width: 1.6rem; min-height: 1.6rem; height: 1.6rem; padding: 0; line-height: 1.5rem; text-align: center; font-weight: 600; }
.legend .day b { position: static; display: inline-block; }

.trend { width: 100%; border-collapse: separate; font-size: 0.9rem; font-variant-numeric: tabular-nums; border-spacing: 0; }
.trend th, .trend td { padding: 0.35rem 0.5rem; text-align: left; font-weight: 400; border-top: 1px solid var(--line); white-space: nowrap; }
.trend thead th { color: var(--soft); font-size: 0.82rem; border-top: 0; }
.trend th:first-child { padding-left: 1rem; }
.trend td:last-child, .trend th:last-child { padding-right: 1rem; }
.trend .number { text-align: right; }
.trend td.bar { width: 45%; }
.trend td.bar span { display: inline-block; min-width: 2.2rem; }
.trend svg { width: calc(100% - 2.6rem); height: 0.65rem; fill: var(--bar); vertical-align: middle; }

#limits > ul { padding: 0.9rem 1.15rem 0.9rem 2.2rem; list-style: disc; }
#limits li + li { margin-top: 0.35rem; }
#check { padding: 1rem 1.15rem 1.1rem; }
#check p + pre, #check pre + p { margin-top: 0.5rem; }
pre { background: var(--code); border-radius: 8px; padding: 0.6rem 0.8rem; white-space: pre-wrap; }
footer { margin-top: 2rem; color: var(--soft); font-size: 0.85rem; }

@media (min-width: 68rem) {
  .columns { display: grid; grid-template-columns: minmax(0, 1fr) 25rem; gap: 0 2.25rem; align-items: start; }
}
@media (max-width: 38rem) {
  body { padding-top: 1rem; }
  .acts li { display: block; }
  .acts .at { float: left; margin-right: 0.6rem; font-weight: 600; }
  .acts .what p { clear: both; }
  .acts .from span { display: inline; }
  .acts .from span + span::before { content: "· "; }
  .acts .from span::after { content: " "; }
  .session { padding: 0.85rem 0.9rem; }
  .table > div { grid-template-columns: 6rem 1fr; }
  .numbers { grid-template-columns: repeat(3, 1fr); gap: 0.4rem; }
}
@media print {
  @page { margin: 16mm 14mm; }
  html { background: #fff; font-size: 10.5pt; }
  body { max-width: none; padding: 0; }
  nav { display: none; }
  .columns { display: block; }
  .verdict, .numbers > div, .said, .cards > li, .calendar, .trend, .session > header { break-inside: avoid; }
  h2, h3, h4, .when { break-after: avoid; }
  details::details-content { content-visibility: visible; display: block; height: auto; }
  summary { list-style: none; }
  .verdict, .day, .badge, .count, .kind, .mark, .trend svg { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  a { color: inherit; }
}
`;

// src/report/page/trend.ts
import_dayjs_min.default.extend(import_utc.default);
/** Units of the drawing, which is as wide as its cell. */
const BAR_WIDTH = 100;
/** Sessions and acts month by month, with how much of each month was read; undefined if nothing is held. */
function trendSection({ trend }) {
	const months = trend.slice(-36);
	if (months.length === 0) return void 0;
	const most = Math.max(1, ...months.map(({ sessions }) => sessions));
	return {
		id: "trend",
		title: "By month",
		body: html`<table class="trend"><caption class="hidden">Access sessions and acts of the provider by month</caption>
<thead><tr><th scope="col">Month</th><th scope="col" class="bar">Sessions</th><th scope="col" class="number">Acts</th><th scope="col" class="number">Read</th></tr></thead>
<tbody>
${months.map((month) => row(month, most))}</tbody></table>`
	};
}
function row({ month, sessions, acts, covered }, most) {
	const width = Math.round(sessions / most * BAR_WIDTH * 10) / 10;
	return html`<tr><th scope="row">${/^\d{4}-\d\d$/.test(month) ? import_dayjs_min.default.utc(`${month}-01`).format("MMM YYYY") : month}</th><td class="bar"><span>${formatCount$1(sessions)}</span><svg viewBox="0 0 ${BAR_WIDTH} 10" preserveAspectRatio="none" aria-hidden="true" focusable="false"><rect width="${width}" height="10"/></svg></td><td class="number">${formatCount$1(acts)}</td><td class="number">${share(covered)}</td></tr>
`;
}
/** Rounded down, so that only what was read whole is 100 %. */
function share(covered) {
	if (covered === void 0) return "not known";
	return `${Math.floor(Math.min(1, Math.max(0, covered)) * 1e3) / 10} %`;
}

// src/report/page.ts
/** Bytes of UTF-8. Browsers and mail filters take more, people don't. */
const PAGE_LIMIT = 48e5;
const TITLE_LIMIT = 200;
/** Nothing but the one style sheet of the page itself: no script, no request, no form, no frame. */
const POLICY = `default-src 'none'; style-src 'sha256-${hash("sha256", STYLE, "base64")}'; img-src data:; base-uri 'none'; form-action 'none'`;
/**
* The account as `access.html`: one page that needs nothing but itself, for screens of any width, paper and screen readers,
* under 5 MB whatever the account holds. Text from outside is escaped, isolated and cut; sessions give way by importance.
*/
function renderPage(account) {
	const verdict = verdictOfAccount(account);
	const none = account.sessions.length + account.sessionsLeftOut === 0;
	const read = completenessSection(account, verdict);
	const before = [findingsSection$1(account), approvalsSection(account)];
	const beside = [calendarSection(account), trendSection(account)];
	const after = [limitsSection(account), checkSection(account)];
	const assemble = (sessions) => {
		const main = given(none ? [read, ...before] : [sessions, ...before]);
		const side = given(none ? beside : [read, ...beside]);
		const end = given(after);
		return html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex, nofollow">
<title>${verdict.title}: provider access to ${visible(account.tenant.slice(0, TITLE_LIMIT))}, ${spanName(account.period, account.timeZone)}</title>
<link rel="icon" href="data:,">
<style>${trusted(STYLE)}</style>
</head>
<body>
${pageHead(account)}
<main>
${pageVerdict(account, verdict)}
${pageFacts(account, [
			...main,
			...side,
			...end
		])}
<div class="columns">
<div class="main">
${main.map(renderSection)}</div>
<div class="side">
${side.map(renderSection)}</div>
</div>
${end.map(renderSection)}</main>
<footer><p>Made by ${outside(account.tool.name)} ${outside(account.tool.version)} from Mimecast’s audit log. Long texts end in “…” here; access.json has them whole.</p></footer>
</body>
</html>
`;
	};
	const room = PAGE_LIMIT - sizeOf$1(assemble({
		id: "sessions",
		title: "Access sessions",
		body: html``
	}));
	return renderHtml(assemble(sessionsSection$1(account, room - ROOM_FOR_NOTES)));
}
/** Bytes of headings and of the sentences about what was left out. */
const ROOM_FOR_NOTES = 1e4;
function given(sections) {
	return sections.filter((section) => section !== void 0);
}

// src/steps/account.ts
/** Months that the trend goes back: a year and the same month of the year before. */
const TREND_MONTHS = 13;
const DAY_S = 86400;
const MOST_FINDINGS = 1e3;
/**
* Adds the account of provider accesses to the evidence, for people. It is only a view: if it can't be made, the evidence
* goes without.
*/
async function account(run, evidence, reviewed) {
	const { parts, report } = run;
	const { wordings } = reviewed;
	try {
		const contents = filesOf(accountOfRun(run, evidence, reviewed));
		if (wordings !== void 0) contents.set("unknown-wordings.ndjson", wordings);
		const full = await evidence.withReports(contents);
		report.reportFile = join(full.folder, "access.html");
		if (wordings !== void 0) report.unknownWordings.file = join(full.folder, "unknown-wordings.ndjson");
		parts.log.info(`Account of provider accesses in ${report.reportFile}`);
		return full;
	} catch (error) {
		report.failures.push(`The account of provider accesses could not be made: ${messageOf(error)}`);
		return evidence;
	}
}
/** The account as its three files, by name. */
function filesOf(made) {
	return /* @__PURE__ */ new Map([
		["access.html", renderPage(made)],
		["access.csv", renderCsv(made)],
		["access.json", renderAccountJson(made)]
	]);
}
/** Puts an account together. */
function accountOf(facts) {
	const { settings, parts, period, coverage, agreement, known, judged, leftOut, findings, completeness } = facts;
	const { timeZone } = settings.time;
	const now = parts.clock.now();
	const { categories } = settings;
	const past = {
		timeZone,
		now: Math.floor(now / 1e3),
		coverage,
		categories,
		...known
	};
	const days = Math.max(60, Math.min(400, Math.ceil((period.to - period.from) / DAY_S)));
	return {
		tenant: settings.tenant,
		timeZone,
		period,
		made: now,
		tool: parts.tool,
		run: settings.run,
		categories,
		providerDomains: settings.providerDomains,
		completeness,
		previousManifest: facts.previousManifest,
		sessions: judged,
		sessionsLeftOut: leftOut,
		approvals: agreement && {
			unused: unusedOf(facts, agreement),
			expired: expiredApprovals(agreement, now)
		},
		findings: bySeverity(findings).slice(0, MOST_FINDINGS),
		calendar: calendarOf(period.to, days, past),
		trend: trendOf(period.to, TREND_MONTHS, past)
	};
}
/** Approvals that no access used, over as much of the past as is known: of one that is longer than a day no day alone can say so. */
function unusedOf({ period, known, judged }, agreement) {
	const { sessions, sessionsSince } = known;
	if (sessionsSince === void 0) return unusedApprovals(agreement, judged, period);
	const from = Math.max(Math.ceil(sessionsSince / 1e3), period.to - 60 * DAY_S);
	const used = sessions.filter(({ last }) => last >= from * 1e3).slice(-1e3).map((session) => judge(session, agreement, { sameDay: [] }));
	return unusedApprovals(agreement, [...used, ...judged], {
		from: Math.min(from, period.from),
		to: period.to
	});
}
/** What this run has read: the calendar tells of reading, and its record is written later. */
function readNow({ settings, parts }, { manifestHash: manifest }, spans) {
	const { categories, query, run } = settings;
	if (query !== void 0) return [];
	return spans.map((span) => ({
		span,
		categories,
		recorded: parts.clock.now(),
		run: run?.url,
		manifest
	}));
}
function accountOfRun(run, evidence, known) {
	const { settings, parts, past, plan, agreement, readSpans, report } = run;
	const { comparison, read } = report;
	const whole = readSpans.filter(({ complete }) => complete).map(({ span }) => span);
	return accountOf({
		settings,
		parts,
		period: plan.asked,
		agreement,
		known,
		previousManifest: lastManifest(past.coverage),
		coverage: past.coverage && [...past.coverage, ...readNow(run, evidence, whole)],
		judged: report.sessions,
		leftOut: report.sessionsLeftOut,
		findings: report.findings,
		completeness: {
			complete: plan.unreachable === void 0 && holesIn(plan.asked, whole).length === 0,
			reasons: read?.reasons ?? [],
			narrowed: settings.query !== void 0,
			holes: readSpans.filter(({ complete }) => !complete).map(({ span }) => span),
			lost: plan.unreachable ? [...report.lost, plan.unreachable] : report.lost,
			pages: evidence.manifest.pages.length,
			events: evidence.manifest.events.count,
			compared: comparison?.state === "done" ? true : comparison?.why ?? "nothing was compared."
		}
	});
}

// src/steps/acknowledge.ts
/** Keeps an issue for each session that needs a person, and takes over what people wrote when they closed theirs. */
async function acknowledge({ settings, parts, agreement, report }, signal) {
	const { issues, tenant, time, run, dryRun } = settings;
	if (!issues) return;
	if (!agreement) {
		report.notes.push("No issue is opened: without the input approvals nothing says which accesses are explained.");
		return;
	}
	const asked = {
		judged: report.sessions,
		tenant,
		timeZone: time.timeZone,
		dryRun
	};
	const { opened, updated, links, acknowledged, problem } = await parts.issues(issues, {
		...asked,
		runUrl: run?.url,
		artifactUrl: void 0
	}, signal);
	for (const judged of report.sessions) judged.acknowledged = acknowledged.get(judged.session.id);
	report.issues = {
		opened,
		updated,
		links
	};
	report.acknowledgements = acknowledged;
	if (problem !== void 0) {
		report.notes.push(`Issues about accesses: ${problem}`);
		parts.log.warn(problem);
	}
	parts.log.info(`${opened} issues opened, ${updated} updated, ${acknowledged.size} sessions acknowledged`);
}

// node_modules/yaml/dist/nodes/identity.js
var require_identity = /* @__PURE__ */ __commonJSMin(((exports) => {
	const ALIAS = Symbol.for("yaml.alias");
	const DOC = Symbol.for("yaml.document");
	const MAP = Symbol.for("yaml.map");
	const PAIR = Symbol.for("yaml.pair");
	const SCALAR = Symbol.for("yaml.scalar");
	const SEQ = Symbol.for("yaml.seq");
	const NODE_TYPE = Symbol.for("yaml.node.type");
	const isAlias = (node) => !!node && typeof node === "object" && node[NODE_TYPE] === ALIAS;
	const isDocument = (node) => !!node && typeof node === "object" && node[NODE_TYPE] === DOC;
	const isMap = (node) => !!node && typeof node === "object" && node[NODE_TYPE] === MAP;
	const isPair = (node) => !!node && typeof node === "object" && node[NODE_TYPE] === PAIR;
	const isScalar = (node) => !!node && typeof node === "object" && node[NODE_TYPE] === SCALAR;
	const isSeq = (node) => !!node && typeof node === "object" && node[NODE_TYPE] === SEQ;
	function isCollection(node) {
		if (node && typeof node === "object") switch (node[NODE_TYPE]) {
			case MAP:
			case SEQ: return true;
		}
		return false;
	}
	function isNode(node) {
		if (node && typeof node === "object") switch (node[NODE_TYPE]) {
			case ALIAS:
			case MAP:
			case SCALAR:
			case SEQ: return true;
		}
		return false;
	}
	const hasAnchor = (node) => (isScalar(node) || isCollection(node)) && !!node.anchor;
	exports.ALIAS = ALIAS;
	exports.DOC = DOC;
	exports.MAP = MAP;
	exports.NODE_TYPE = NODE_TYPE;
	exports.PAIR = PAIR;
	exports.SCALAR = SCALAR;
	exports.SEQ = SEQ;
	exports.hasAnchor = hasAnchor;
	exports.isAlias = isAlias;
	exports.isCollection = isCollection;
	exports.isDocument = isDocument;
	exports.isMap = isMap;
	exports.isNode = isNode;
	exports.isPair = isPair;
	exports.isScalar = isScalar;
	exports.isSeq = isSeq;
}));

// node_modules/yaml/dist/visit.js
var require_visit = /* @__PURE__ */ __commonJSMin(((exports) => {
	var identity = require_identity();
	const BREAK = Symbol("break visit");
	const SKIP = Symbol("skip children");
	const REMOVE = Symbol("remove node");
	/**
	* Apply a visitor to an AST node or document.
	*
	* Walks through the tree (depth-first) starting from `node`, calling a
	* `visitor` function with three arguments:
	*   - `key`: For sequence values and map `Pair`, the node's index in the
	*     collection. Within a `Pair`, `'key'` or `'value'`, correspondingly.
	*     `null` for the root node.
	*   - `node`: The current node.
	*   - `path`: The ancestry of the current node.
	*
	* The return value of the visitor may be used to control the traversal:
	*   - `undefined` (default): Do nothing and continue
	*   - `visit.SKIP`: Do not visit the children of this node, continue with next
	*     sibling
	*   - `visit.BREAK`: Terminate traversal completely
	*   - `visit.REMOVE`: Remove the current node, then continue with the next one
	*   - `Node`: Replace the current node, then continue by visiting it
	*   - `number`: While iterating the items of a sequence or map, set the index
	*     of the next step. This is useful especially if the index of the current
	*     node has changed.
	*
	* If `visitor` is a single function, it will be called with all values
	* encountered in the tree, including e.g. `null` values. Alternatively,
	* separate visitor functions may be defined for each `Map`, `Pair`, `Seq`,
	* `Alias` and `Scalar` node. To define the same visitor function for more than
	* one node type, use the `Collection` (map and seq), `Value` (map, seq & scalar)
	* and `Node` (alias, map, seq & scalar) targets. Of all these, only the most
	* specific defined one will be used for each node.
	*/
	function visit(node, visitor) {
		const visitor_ = initVisitor(visitor);
		if (identity.isDocument(node)) {
			if (visit_(null, node.contents, visitor_, Object.freeze([node])) === REMOVE) node.contents = null;
		} else visit_(null, node, visitor_, Object.freeze([]));
	}
	/** Terminate visit traversal completely */
	visit.BREAK = BREAK;
	/** Do not visit the children of the current node */
	visit.SKIP = SKIP;
	/** Remove the current node */
	visit.REMOVE = REMOVE;
	function visit_(key, node, visitor, path) {
		const ctrl = callVisitor(key, node, visitor, path);
		if (identity.isNode(ctrl) || identity.isPair(ctrl)) {
			replaceNode(key, path, ctrl);
			return visit_(key, ctrl, visitor, path);
		}
		if (typeof ctrl !== "symbol") {
			if (identity.isCollection(node)) {
				path = Object.freeze(path.concat(node));
				for (let i = 0; i < node.items.length; ++i) {
					const ci = visit_(i, node.items[i], visitor, path);
					if (typeof ci === "number") i = ci - 1;
					else if (ci === BREAK) return BREAK;
					else if (ci === REMOVE) {
						node.items.splice(i, 1);
						i -= 1;
					}
				}
			} else if (identity.isPair(node)) {
				path = Object.freeze(path.concat(node));
				const ck = visit_("key", node.key, visitor, path);
				if (ck === BREAK) return BREAK;
				else if (ck === REMOVE) node.key = null;
				const cv = visit_("value", node.value, visitor, path);
				if (cv === BREAK) return BREAK;
				else if (cv === REMOVE) node.value = null;
			}
		}
		return ctrl;
	}
	/**
	* Apply an async visitor to an AST node or document.
	*
	* Walks through the tree (depth-first) starting from `node`, calling a
	* `visitor` function with three arguments:
	*   - `key`: For sequence values and map `Pair`, the node's index in the
	*     collection. Within a `Pair`, `'key'` or `'value'`, correspondingly.
	*     `null` for the root node.
	*   - `node`: The current node.
	*   - `path`: The ancestry of the current node.
	*
	* The return value of the visitor may be used to control the traversal:
	*   - `Promise`: Must resolve to one of the following values
	*   - `undefined` (default): Do nothing and continue
	*   - `visit.SKIP`: Do not visit the children of this node, continue with next
	*     sibling
	*   - `visit.BREAK`: Terminate traversal completely
	*   - `visit.REMOVE`: Remove the current node, then continue with the next one
	*   - `Node`: Replace the current node, then continue by visiting it
	*   - `number`: While iterating the items of a sequence or map, set the index
	*     of the next step. This is useful especially if the index of the current
	*     node has changed.
	*
	* If `visitor` is a single function, it will be called with all values
	* encountered in the tree, including e.g. `null` values. Alternatively,
	* separate visitor functions may be defined for each `Map`, `Pair`, `Seq`,
	* `Alias` and `Scalar` node. To define the same visitor function for more than
	* one node type, use the `Collection` (map and seq), `Value` (map, seq & scalar)
	* and `Node` (alias, map, seq & scalar) targets. Of all these, only the most
	* specific defined one will be used for each node.
	*/
	async function visitAsync(node, visitor) {
		const visitor_ = initVisitor(visitor);
		if (identity.isDocument(node)) {
			if (await visitAsync_(null, node.contents, visitor_, Object.freeze([node])) === REMOVE) node.contents = null;
		} else await visitAsync_(null, node, visitor_, Object.freeze([]));
	}
	/** Terminate visit traversal completely */
	visitAsync.BREAK = BREAK;
	/** Do not visit the children of the current node */
	visitAsync.SKIP = SKIP;
	/** Remove the current node */
	visitAsync.REMOVE = REMOVE;
	async function visitAsync_(key, node, visitor, path) {
		const ctrl = await callVisitor(key, node, visitor, path);
		if (identity.isNode(ctrl) || identity.isPair(ctrl)) {
			replaceNode(key, path, ctrl);
			return visitAsync_(key, ctrl, visitor, path);
		}
		if (typeof ctrl !== "symbol") {
			if (identity.isCollection(node)) {
				path = Object.freeze(path.concat(node));
				for (let i = 0; i < node.items.length; ++i) {
					const ci = await visitAsync_(i, node.items[i], visitor, path);
					if (typeof ci === "number") i = ci - 1;
					else if (ci === BREAK) return BREAK;
					else if (ci === REMOVE) {
						node.items.splice(i, 1);
						i -= 1;
					}
				}
			} else if (identity.isPair(node)) {
				path = Object.freeze(path.concat(node));
				const ck = await visitAsync_("key", node.key, visitor, path);
				if (ck === BREAK) return BREAK;
				else if (ck === REMOVE) node.key = null;
				const cv = await visitAsync_("value", node.value, visitor, path);
				if (cv === BREAK) return BREAK;
				else if (cv === REMOVE) node.value = null;
			}
		}
		return ctrl;
	}
	function initVisitor(visitor) {
		if (typeof visitor === "object" && (visitor.Collection || visitor.Node || visitor.Value)) return Object.assign({
			Alias: visitor.Node,
			Map: visitor.Node,
			Scalar: visitor.Node,
			Seq: visitor.Node
		}, visitor.Value && {
			Map: visitor.Value,
			Scalar: visitor.Value,
			Seq: visitor.Value
		}, visitor.Collection && {
			Map: visitor.Collection,
			Seq: visitor.Collection
		}, visitor);
		return visitor;
	}
	function callVisitor(key, node, visitor, path) {
		if (typeof visitor === "function") return visitor(key, node, path);
		if (identity.isMap(node)) return visitor.Map?.(key, node, path);
		if (identity.isSeq(node)) return visitor.Seq?.(key, node, path);
		if (identity.isPair(node)) return visitor.Pair?.(key, node, path);
		if (identity.isScalar(node)) return visitor.Scalar?.(key, node, path);
		if (identity.isAlias(node)) return visitor.Alias?.(key, node, path);
	}
	function replaceNode(key, path, node) {
		const parent = path[path.length - 1];
		if (identity.isCollection(parent)) parent.items[key] = node;
		else if (identity.isPair(parent)) {
			if (key === "key") parent.key = node;
			else parent.value = node;
		} else if (identity.isDocument(parent)) parent.contents = node;
		else {
			const pt = identity.isAlias(parent) ? "alias" : "scalar";
			throw new Error(`Cannot replace node with ${pt} parent`);
		}
	}
	exports.visit = visit;
	exports.visitAsync = visitAsync;
}));

// node_modules/yaml/dist/doc/directives.js
var require_directives = /* @__PURE__ */ __commonJSMin(((exports) => {
	var identity = require_identity();
	var visit = require_visit();
	const escapeChars = {
		"!": "%21",
		",": "%2C",
		"[": "%5B",
		"]": "%5D",
		"{": "%7B",
		"}": "%7D"
	};
	const escapeTagName = (tn) => tn.replace(/[!,[\]{}]/g, (ch) => escapeChars[ch]);
	var Directives = class Directives {
		constructor(yaml, tags) {
			/**
			* The directives-end/doc-start marker `---`. If `null`, a marker may still be
			* included in the document's stringified representation.
			*/
			this.docStart = null;
			/** The doc-end marker `...`.  */
			this.docEnd = false;
			this.yaml = Object.assign({}, Directives.defaultYaml, yaml);
			this.tags = Object.assign({}, Directives.defaultTags, tags);
		}
		clone() {
			const copy = new Directives(this.yaml, this.tags);
			copy.docStart = this.docStart;
			return copy;
		}
		/**
		* During parsing, get a Directives instance for the current document and
		* update the stream state according to the current version's spec.
		*/
		atDocument() {
			const res = new Directives(this.yaml, this.tags);
			switch (this.yaml.version) {
				case "1.1":
					this.atNextDocument = true;
					break;
				case "1.2":
					this.atNextDocument = false;
					this.yaml = {
						explicit: Directives.defaultYaml.explicit,
						version: "1.2"
					};
					this.tags = Object.assign({}, Directives.defaultTags);
			}
			return res;
		}
		/**
		* @param onError - May be called even if the action was successful
		* @returns `true` on success
		*/
		add(line, onError) {
			if (this.atNextDocument) {
				this.yaml = {
					explicit: Directives.defaultYaml.explicit,
					version: "1.1"
				};
				this.tags = Object.assign({}, Directives.defaultTags);
				this.atNextDocument = false;
			}
			const parts = line.trim().split(/[ \t]+/);
			const name = parts.shift();
			switch (name) {
				case "%TAG": {
					if (parts.length !== 2) {
						onError(0, "%TAG directive should contain exactly two parts");
						if (parts.length < 2) return false;
					}
					const [handle, prefix] = parts;
					this.tags[handle] = prefix;
					return true;
				}
				case "%YAML": {
					this.yaml.explicit = true;
					if (parts.length !== 1) {
						onError(0, "%YAML directive should contain exactly one part");
						return false;
					}
					const [version] = parts;
					if (version === "1.1" || version === "1.2") {
						this.yaml.version = version;
						return true;
					} else {
						const isValid = /^\d+\.\d+$/.test(version);
						onError(6, `Unsupported YAML version ${version}`, isValid);
						return false;
					}
				}
				default:
					onError(0, `Unknown directive ${name}`, true);
					return false;
			}
		}
		/**
		* Resolves a tag, matching handles to those defined in %TAG directives.
		*
		* @returns Resolved tag, which may also be the non-specific tag `'!'` or a
		*   `'!local'` tag, or `null` if unresolvable.
		*/
		tagName(source, onError) {
			if (source === "!") return "!";
			if (source[0] !== "!") {
				onError(`Not a valid tag: ${source}`);
				return null;
			}
			if (source[1] === "<") {
				const verbatim = source.slice(2, -1);
				if (verbatim === "!" || verbatim === "!!") {
					onError(`Verbatim tags aren't resolved, so ${source} is invalid.`);
					return null;
				}
				if (source[source.length - 1] !== ">") onError("Verbatim tags must end with a >");
				return verbatim;
			}
			const [, handle, suffix] = source.match(/^(.*!)([^!]*)$/s);
			if (!suffix) onError(`The ${source} tag has no suffix`);
			const prefix = this.tags[handle];
			if (prefix) try {
				return prefix + decodeURIComponent(suffix);
			} catch (error) {
				onError(String(error));
				return null;
			}
			if (handle === "!") return source;
			onError(`Could not resolve tag: ${source}`);
			return null;
		}
		/**
		* Given a fully resolved tag, returns its printable string form,
		* taking into account current tag prefixes and defaults.
		*/
		tagString(tag) {
			for (const [handle, prefix] of Object.entries(this.tags)) if (tag.startsWith(prefix)) return handle + escapeTagName(tag.substring(prefix.length));
			return tag[0] === "!" ? tag : `!<${tag}>`;
		}
		toString(doc) {
			const lines = this.yaml.explicit ? [`%YAML ${this.yaml.version || "1.2"}`] : [];
			const tagEntries = Object.entries(this.tags);
			let tagNames;
			if (doc && tagEntries.length > 0 && identity.isNode(doc.contents)) {
				const tags = {};
				visit.visit(doc.contents, (_key, node) => {
					if (identity.isNode(node) && node.tag) tags[node.tag] = true;
				});
				tagNames = Object.keys(tags);
			} else tagNames = [];
			for (const [handle, prefix] of tagEntries) {
				if (handle === "!!" && prefix === "tag:yaml.org,2002:") continue;
				if (!doc || tagNames.some((tn) => tn.startsWith(prefix))) lines.push(`%TAG ${handle} ${prefix}`);
			}
			return lines.join("\n");
		}
	};
	Directives.defaultYaml = {
		explicit: false,
		version: "1.2"
	};
	Directives.defaultTags = { "!!": "tag:yaml.org,2002:" };
	exports.Directives = Directives;
}));

// node_modules/yaml/dist/doc/anchors.js
var require_anchors = /* @__PURE__ */ __commonJSMin(((exports) => {
	var identity = require_identity();
	var visit = require_visit();
	/**
	* Verify that the input string is a valid anchor.
	*
	* Will throw on errors.
	*/
	function anchorIsValid(anchor) {
		if (/[\x00-\x19\s,[\]{}]/.test(anchor)) {
			const msg = `Anchor must not contain whitespace or control characters: ${JSON.stringify(anchor)}`;
			throw new Error(msg);
		}
		return true;
	}
	function anchorNames(root) {
		const anchors = /* @__PURE__ */ new Set();
		visit.visit(root, { Value(_key, node) {
			if (node.anchor) anchors.add(node.anchor);
		} });
		return anchors;
	}
	/** Find a new anchor name with the given `prefix` and a one-indexed suffix. */
	function findNewAnchor(prefix, exclude) {
		for (let i = 1;; ++i) {
			const name = `${prefix}${i}`;
			if (!exclude.has(name)) return name;
		}
	}
	function createNodeAnchors(doc, prefix) {
		const aliasObjects = [];
		const sourceObjects = /* @__PURE__ */ new Map();
		let prevAnchors = null;
		return {
			onAnchor: (source) => {
				aliasObjects.push(source);
				prevAnchors ?? (prevAnchors = anchorNames(doc));
				const anchor = findNewAnchor(prefix, prevAnchors);
				prevAnchors.add(anchor);
				return anchor;
			},
			/**
			* With circular references, the source node is only resolved after all
			* of its child nodes are. This is why anchors are set only after all of
			* the nodes have been created.
			*/
			setAnchors: () => {
				for (const source of aliasObjects) {
					const ref = sourceObjects.get(source);
					if (typeof ref === "object" && ref.anchor && (identity.isScalar(ref.node) || identity.isCollection(ref.node))) ref.node.anchor = ref.anchor;
					else {
						const error = /* @__PURE__ */ new Error("Failed to resolve repeated object (this should not happen)");
						error.source = source;
						throw error;
					}
				}
			},
			sourceObjects
		};
	}
	exports.anchorIsValid = anchorIsValid;
	exports.anchorNames = anchorNames;
	exports.createNodeAnchors = createNodeAnchors;
	exports.findNewAnchor = findNewAnchor;
}));

// node_modules/yaml/dist/doc/applyReviver.js
var require_applyReviver = /* @__PURE__ */ __commonJSMin(((exports) => {
	/**
	* Applies the JSON.parse reviver algorithm as defined in the ECMA-262 spec,
	* in section 24.5.1.1 "Runtime Semantics: InternalizeJSONProperty" of the
	* 2021 edition: https://tc39.es/ecma262/#sec-json.parse
	*
	* Includes extensions for handling Map and Set objects.
	*/
	function applyReviver(reviver, obj, key, val) {
		if (val && typeof val === "object") {
			if (Array.isArray(val)) for (let i = 0, len = val.length; i < len; ++i) {
				const v0 = val[i];
				const v1 = applyReviver(reviver, val, String(i), v0);
				if (v1 === void 0) delete val[i];
				else if (v1 !== v0) val[i] = v1;
			}
			else if (val instanceof Map) for (const k of Array.from(val.keys())) {
				const v0 = val.get(k);
				const v1 = applyReviver(reviver, val, k, v0);
				if (v1 === void 0) val.delete(k);
				else if (v1 !== v0) val.set(k, v1);
			}
			else if (val instanceof Set) for (const v0 of Array.from(val)) {
				const v1 = applyReviver(reviver, val, v0, v0);
				if (v1 === void 0) val.delete(v0);
				else if (v1 !== v0) {
					val.delete(v0);
					val.add(v1);
				}
			}
			else for (const [k, v0] of Object.entries(val)) {
				const v1 = applyReviver(reviver, val, k, v0);
				if (v1 === void 0) delete val[k];
				else if (v1 !== v0) val[k] = v1;
			}
		}
		return reviver.call(obj, key, val);
	}
	exports.applyReviver = applyReviver;
}));

// node_modules/yaml/dist/nodes/toJS.js
var require_toJS = /* @__PURE__ */ __commonJSMin(((exports) => {
	var identity = require_identity();
	/**
	* Recursively convert any node or its contents to native JavaScript
	*
	* @param value - The input value
	* @param arg - If `value` defines a `toJSON()` method, use this
	*   as its first argument
	* @param ctx - Conversion context, originally set in Document#toJS(). If
	*   `{ keep: true }` is not set, output should be suitable for JSON
	*   stringification.
	*/
	function toJS(value, arg, ctx) {
		if (Array.isArray(value)) return value.map((v, i) => toJS(v, String(i), ctx));
		if (value && typeof value.toJSON === "function") {
			if (!ctx || !identity.hasAnchor(value)) return value.toJSON(arg, ctx);
			const data = {
				aliasCount: 0,
				count: 1,
				res: void 0
			};
			ctx.anchors.set(value, data);
			ctx.onCreate = (res) => {
				data.res = res;
				delete ctx.onCreate;
			};
			const res = value.toJSON(arg, ctx);
			if (ctx.onCreate) ctx.onCreate(res);
			return res;
		}
		if (typeof value === "bigint" && !ctx?.keep) return Number(value);
		return value;
	}
	exports.toJS = toJS;
}));

// node_modules/yaml/dist/nodes/Node.js
var require_Node = /* @__PURE__ */ __commonJSMin(((exports) => {
	var applyReviver = require_applyReviver();
	var identity = require_identity();
	var toJS = require_toJS();
	var NodeBase = class {
		constructor(type) {
			Object.defineProperty(this, identity.NODE_TYPE, { value: type });
		}
		/** Create a copy of this node.  */
		clone() {
			const copy = Object.create(Object.getPrototypeOf(this), Object.getOwnPropertyDescriptors(this));
			if (this.range) copy.range = this.range.slice();
			return copy;
		}
		/** A plain JavaScript representation of this node. */
		toJS(doc, { mapAsMap, maxAliasCount, onAnchor, reviver } = {}) {
			if (!identity.isDocument(doc)) throw new TypeError("A document argument is required");
			const ctx = {
				anchors: /* @__PURE__ */ new Map(),
				doc,
				keep: true,
				mapAsMap: mapAsMap === true,
				mapKeyWarned: false,
				maxAliasCount: typeof maxAliasCount === "number" ? maxAliasCount : 100
			};
			const res = toJS.toJS(this, "", ctx);
			if (typeof onAnchor === "function") for (const { count, res } of ctx.anchors.values()) onAnchor(res, count);
			return typeof reviver === "function" ? applyReviver.applyReviver(reviver, { "": res }, "", res) : res;
		}
	};
	exports.NodeBase = NodeBase;
}));

// node_modules/yaml/dist/nodes/Alias.js
var require_Alias = /* @__PURE__ */ __commonJSMin(((exports) => {
	var anchors = require_anchors();
	var visit = require_visit();
	var identity = require_identity();
	var Node = require_Node();
	var toJS = require_toJS();
	var Alias = class extends Node.NodeBase {
		constructor(source) {
			super(identity.ALIAS);
			this.source = source;
			Object.defineProperty(this, "tag", { set() {
				throw new Error("Alias nodes cannot have tags");
			} });
		}
		/**
		* Resolve the value of this alias within `doc`, finding the last
		* instance of the `source` anchor before this node.
		*/
		resolve(doc, ctx) {
			if (ctx?.maxAliasCount === 0) throw new ReferenceError("Alias resolution is disabled");
			let nodes;
			if (ctx?.aliasResolveCache) nodes = ctx.aliasResolveCache;
			else {
				nodes = [];
				visit.visit(doc, { Node: (_key, node) => {
					if (identity.isAlias(node) || identity.hasAnchor(node)) nodes.push(node);
				} });
				if (ctx) ctx.aliasResolveCache = nodes;
			}
			let found = void 0;
			for (const node of nodes) {
				if (node === this) break;
				if (node.anchor === this.source) found = node;
			}
			if (found && ctx) {
				const { anchors, doc, maxAliasCount } = ctx;
				let data = anchors.get(found);
				if (!data) {
					toJS.toJS(found, null, ctx);
					data = anchors.get(found);
				}
				/* istanbul ignore if */
				if (data?.res === void 0) throw new ReferenceError("This should not happen: Alias anchor was not resolved?");
				if (maxAliasCount >= 0) {
					data.count += 1;
					if (data.aliasCount === 0) data.aliasCount = getAliasCount(doc, found, anchors);
					if (data.count * data.aliasCount > maxAliasCount) throw new ReferenceError("Excessive alias count indicates a resource exhaustion attack");
				}
			}
			return found;
		}
		toJSON(_arg, ctx) {
			if (!ctx) return { source: this.source };
			const source = this.resolve(ctx.doc, ctx);
			if (!source) {
				const msg = `Unresolved alias (the anchor must be set before the alias): ${this.source}`;
				throw new ReferenceError(msg);
			}
			return ctx.anchors.get(source).res;
		}
		toString(ctx, _onComment, _onChompKeep) {
			const src = `*${this.source}`;
			if (ctx) {
				anchors.anchorIsValid(this.source);
				if (ctx.options.verifyAliasOrder && !ctx.anchors.has(this.source)) {
					const msg = `Unresolved alias (the anchor must be set before the alias): ${this.source}`;
					throw new Error(msg);
				}
				if (ctx.implicitKey) return `${src} `;
			}
			return src;
		}
	};
	function getAliasCount(doc, node, anchors) {
		if (identity.isAlias(node)) {
			const source = node.resolve(doc);
			const anchor = anchors && source && anchors.get(source);
			return anchor ? anchor.count * anchor.aliasCount : 0;
		} else if (identity.isCollection(node)) {
			let count = 0;
			for (const item of node.items) {
				const c = getAliasCount(doc, item, anchors);
				if (c > count) count = c;
			}
			return count;
		} else if (identity.isPair(node)) {
			const kc = getAliasCount(doc, node.key, anchors);
			const vc = getAliasCount(doc, node.value, anchors);
			return Math.max(kc, vc);
		}
		return 1;
	}
	exports.Alias = Alias;
}));

// node_modules/yaml/dist/nodes/Scalar.js
var require_Scalar = /* @__PURE__ */ __commonJSMin(((exports) => {
	var identity = require_identity();
	var Node = require_Node();
	var toJS = require_toJS();
	const isScalarValue = (value) => !value || typeof value !== "function" && typeof value !== "object";
	var Scalar = class extends Node.NodeBase {
		constructor(value) {
			super(identity.SCALAR);
			this.value = value;
		}
		toJSON(arg, ctx) {
			return ctx?.keep ? this.value : toJS.toJS(this.value, arg, ctx);
		}
		toString() {
			return String(this.value);
		}
	};
	Scalar.BLOCK_FOLDED = "BLOCK_FOLDED";
	Scalar.BLOCK_LITERAL = "BLOCK_LITERAL";
	Scalar.PLAIN = "PLAIN";
	Scalar.QUOTE_DOUBLE = "QUOTE_DOUBLE";
	Scalar.QUOTE_SINGLE = "QUOTE_SINGLE";
	exports.Scalar = Scalar;
	exports.isScalarValue = isScalarValue;
}));

// node_modules/yaml/dist/doc/createNode.js
var require_createNode = /* @__PURE__ */ __commonJSMin(((exports) => {
	var Alias = require_Alias();
	var identity = require_identity();
	var Scalar = require_Scalar();
	const defaultTagPrefix = "tag:yaml.org,2002:";
	function findTagObject(value, tagName, tags) {
		if (tagName) {
			const match = tags.filter((t) => t.tag === tagName);
			const tagObj = match.find((t) => !t.format) ?? match[0];
			if (!tagObj) throw new Error(`Tag ${tagName} not found`);
			return tagObj;
		}
		return tags.find((t) => t.identify?.(value) && !t.format);
	}
	function createNode(value, tagName, ctx) {
		if (identity.isDocument(value)) value = value.contents;
		if (identity.isNode(value)) return value;
		if (identity.isPair(value)) {
			const map = ctx.schema[identity.MAP].createNode?.(ctx.schema, null, ctx);
			map.items.push(value);
			return map;
		}
		if (value instanceof String || value instanceof Number || value instanceof Boolean || typeof BigInt !== "undefined" && value instanceof BigInt) value = value.valueOf();
		const { aliasDuplicateObjects, onAnchor, onTagObj, schema, sourceObjects } = ctx;
		let ref = void 0;
		if (aliasDuplicateObjects && value && typeof value === "object") {
			ref = sourceObjects.get(value);
			if (ref) {
				ref.anchor ?? (ref.anchor = onAnchor(value));
				return new Alias.Alias(ref.anchor);
			} else {
				ref = {
					anchor: null,
					node: null
				};
				sourceObjects.set(value, ref);
			}
		}
		if (tagName?.startsWith("!!")) tagName = defaultTagPrefix + tagName.slice(2);
		let tagObj = findTagObject(value, tagName, schema.tags);
		if (!tagObj) {
			if (value && typeof value.toJSON === "function") value = value.toJSON();
			if (!value || typeof value !== "object") {
				const node = new Scalar.Scalar(value);
				if (ref) ref.node = node;
				return node;
			}
			tagObj = value instanceof Map ? schema[identity.MAP] : Symbol.iterator in Object(value) ? schema[identity.SEQ] : schema[identity.MAP];
		}
		if (onTagObj) {
			onTagObj(tagObj);
			delete ctx.onTagObj;
		}
		const node = tagObj?.createNode ? tagObj.createNode(ctx.schema, value, ctx) : typeof tagObj?.nodeClass?.from === "function" ? tagObj.nodeClass.from(ctx.schema, value, ctx) : new Scalar.Scalar(value);
		if (tagName) node.tag = tagName;
		else if (!tagObj.default) node.tag = tagObj.tag;
		if (ref) ref.node = node;
		return node;
	}
	exports.createNode = createNode;
}));

// node_modules/yaml/dist/nodes/Collection.js
var require_Collection = /* @__PURE__ */ __commonJSMin(((exports) => {
	var createNode = require_createNode();
	var identity = require_identity();
	var Node = require_Node();
	function collectionFromPath(schema, path, value) {
		let v = value;
		for (let i = path.length - 1; i >= 0; --i) {
			const k = path[i];
			if (typeof k === "number" && Number.isInteger(k) && k >= 0) {
				const a = [];
				a[k] = v;
				v = a;
			} else v = /* @__PURE__ */ new Map([[k, v]]);
		}
		return createNode.createNode(v, void 0, {
			aliasDuplicateObjects: false,
			keepUndefined: false,
			onAnchor: () => {
				throw new Error("This should not happen, please report a bug.");
			},
			schema,
			sourceObjects: /* @__PURE__ */ new Map()
		});
	}
	const isEmptyPath = (path) => path == null || typeof path === "object" && !!path[Symbol.iterator]().next().done;
	var Collection = class extends Node.NodeBase {
		constructor(type, schema) {
			super(type);
			Object.defineProperty(this, "schema", {
				value: schema,
				configurable: true,
				enumerable: false,
				writable: true
			});
		}
		/**
		* Create a copy of this collection.
		*
		* @param schema - If defined, overwrites the original's schema
		*/
		clone(schema) {
			const copy = Object.create(Object.getPrototypeOf(this), Object.getOwnPropertyDescriptors(this));
			if (schema) copy.schema = schema;
			copy.items = copy.items.map((it) => identity.isNode(it) || identity.isPair(it) ? it.clone(schema) : it);
			if (this.range) copy.range = this.range.slice();
			return copy;
		}
		/**
		* Adds a value to the collection. For `!!map` and `!!omap` the value must
		* be a Pair instance or a `{ key, value }` object, which may not have a key
		* that already exists in the map.
		*/
		addIn(path, value) {
			if (isEmptyPath(path)) this.add(value);
			else {
				const [key, ...rest] = path;
				const node = this.get(key, true);
				if (identity.isCollection(node)) node.addIn(rest, value);
				else if (node === void 0 && this.schema) this.set(key, collectionFromPath(this.schema, rest, value));
				else throw new Error(`Expected YAML collection at ${key}. Remaining path: ${rest}`);
			}
		}
		/**
		* Removes a value from the collection.
		* @returns `true` if the item was found and removed.
		*/
		deleteIn(path) {
			const [key, ...rest] = path;
			if (rest.length === 0) return this.delete(key);
			const node = this.get(key, true);
			if (identity.isCollection(node)) return node.deleteIn(rest);
			else throw new Error(`Expected YAML collection at ${key}. Remaining path: ${rest}`);
		}
		/**
		* Returns item at `key`, or `undefined` if not found. By default unwraps
		* scalar values from their surrounding node; to disable set `keepScalar` to
		* `true` (collections are always returned intact).
		*/
		getIn(path, keepScalar) {
			const [key, ...rest] = path;
			const node = this.get(key, true);
			if (rest.length === 0) return !keepScalar && identity.isScalar(node) ? node.value : node;
			else return identity.isCollection(node) ? node.getIn(rest, keepScalar) : void 0;
		}
		hasAllNullValues(allowScalar) {
			return this.items.every((node) => {
				if (!identity.isPair(node)) return false;
				const n = node.value;
				return n == null || allowScalar && identity.isScalar(n) && n.value == null && !n.commentBefore && !n.comment && !n.tag;
			});
		}
		/**
		* Checks if the collection includes a value with the key `key`.
		*/
		hasIn(path) {
			const [key, ...rest] = path;
			if (rest.length === 0) return this.has(key);
			const node = this.get(key, true);
			return identity.isCollection(node) ? node.hasIn(rest) : false;
		}
		/**
		* Sets a value in this collection. For `!!set`, `value` needs to be a
		* boolean to add/remove the item from the set.
		*/
		setIn(path, value) {
			const [key, ...rest] = path;
			if (rest.length === 0) this.set(key, value);
			else {
				const node = this.get(key, true);
				if (identity.isCollection(node)) node.setIn(rest, value);
				else if (node === void 0 && this.schema) this.set(key, collectionFromPath(this.schema, rest, value));
				else throw new Error(`Expected YAML collection at ${key}. Remaining path: ${rest}`);
			}
		}
	};
	exports.Collection = Collection;
	exports.collectionFromPath = collectionFromPath;
	exports.isEmptyPath = isEmptyPath;
}));

// node_modules/yaml/dist/stringify/stringifyComment.js
var require_stringifyComment = /* @__PURE__ */ __commonJSMin(((exports) => {
	/**
	* Stringifies a comment.
	*
	* Empty comment lines are left empty,
	* lines consisting of a single space are replaced by `#`,
	* and all other lines are prefixed with a `#`.
	*/
	const stringifyComment = (str) => str.replace(/^(?!$)(?: $)?/gm, "#");
	function indentComment(comment, indent) {
		if (/^\n+$/.test(comment)) return comment.substring(1);
		return indent ? comment.replace(/^(?! *$)/gm, indent) : comment;
	}
	const lineComment = (str, indent, comment) => str.endsWith("\n") ? indentComment(comment, indent) : comment.includes("\n") ? "\n" + indentComment(comment, indent) : (str.endsWith(" ") ? "" : " ") + comment;
	exports.indentComment = indentComment;
	exports.lineComment = lineComment;
	exports.stringifyComment = stringifyComment;
}));

// node_modules/yaml/dist/stringify/foldFlowLines.js
var require_foldFlowLines = /* @__PURE__ */ __commonJSMin(((exports) => {
	const FOLD_FLOW = "flow";
	const FOLD_BLOCK = "block";
	const FOLD_QUOTED = "quoted";
	/**
	* Tries to keep input at up to `lineWidth` characters, splitting only on spaces
	* not followed by newlines or spaces unless `mode` is `'quoted'`. Lines are
	* terminated with `\n` and started with `indent`.
	*/
	function foldFlowLines(text, indent, mode = "flow", { indentAtStart, lineWidth = 80, minContentWidth = 20, onFold, onOverflow } = {}) {
		if (!lineWidth || lineWidth < 0) return text;
		if (lineWidth < minContentWidth) minContentWidth = 0;
		const endStep = Math.max(1 + minContentWidth, 1 + lineWidth - indent.length);
		if (text.length <= endStep) return text;
		const folds = [];
		const escapedFolds = {};
		let end = lineWidth - indent.length;
		if (typeof indentAtStart === "number") {
			if (indentAtStart > lineWidth - Math.max(2, minContentWidth)) folds.push(0);
			else end = lineWidth - indentAtStart;
		}
		let split = void 0;
		let prev = void 0;
		let overflow = false;
		let i = -1;
		let escStart = -1;
		let escEnd = -1;
		if (mode === FOLD_BLOCK) {
			i = consumeMoreIndentedLines(text, i, indent.length);
			if (i !== -1) end = i + endStep;
		}
		for (let ch; ch = text[i += 1];) {
			if (mode === FOLD_QUOTED && ch === "\\") {
				escStart = i;
				switch (text[i + 1]) {
					case "x":
						i += 3;
						break;
					case "u":
						i += 5;
						break;
					case "U":
						i += 9;
						break;
					default: i += 1;
				}
				escEnd = i;
			}
			if (ch === "\n") {
				if (mode === FOLD_BLOCK) i = consumeMoreIndentedLines(text, i, indent.length);
				end = i + indent.length + endStep;
				split = void 0;
			} else {
				if (ch === " " && prev && prev !== " " && prev !== "\n" && prev !== "	") {
					const next = text[i + 1];
					if (next && next !== " " && next !== "\n" && next !== "	") split = i;
				}
				if (i >= end) {
					if (split) {
						folds.push(split);
						end = split + endStep;
						split = void 0;
					} else if (mode === FOLD_QUOTED) {
						while (prev === " " || prev === "	") {
							prev = ch;
							ch = text[i += 1];
							overflow = true;
						}
						const j = i > escEnd + 1 ? i - 2 : escStart - 1;
						if (escapedFolds[j]) return text;
						folds.push(j);
						escapedFolds[j] = true;
						end = j + endStep;
						split = void 0;
					} else overflow = true;
				}
			}
			prev = ch;
		}
		if (overflow && onOverflow) onOverflow();
		if (folds.length === 0) return text;
		if (onFold) onFold();
		let res = text.slice(0, folds[0]);
		for (let i = 0; i < folds.length; ++i) {
			const fold = folds[i];
			const end = folds[i + 1] || text.length;
			if (fold === 0) res = `\n${indent}${text.slice(0, end)}`;
			else {
				if (mode === FOLD_QUOTED && escapedFolds[fold]) res += `${text[fold]}\\`;
				res += `\n${indent}${text.slice(fold + 1, end)}`;
			}
		}
		return res;
	}
	/**
	* Presumes `i + 1` is at the start of a line
	* @returns index of last newline in more-indented block
	*/
	function consumeMoreIndentedLines(text, i, indent) {
		let end = i;
		let start = i + 1;
		let ch = text[start];
		while (ch === " " || ch === "	") if (i < start + indent) ch = text[++i];
		else {
			do
				ch = text[++i];
			while (ch && ch !== "\n");
			end = i;
			start = i + 1;
			ch = text[start];
		}
		return end;
	}
	exports.FOLD_BLOCK = FOLD_BLOCK;
	exports.FOLD_FLOW = FOLD_FLOW;
	exports.FOLD_QUOTED = FOLD_QUOTED;
	exports.foldFlowLines = foldFlowLines;
}));

// node_modules/yaml/dist/stringify/stringifyString.js
var require_stringifyString = /* @__PURE__ */ __commonJSMin(((exports) => {
	var Scalar = require_Scalar();
	var foldFlowLines = require_foldFlowLines();
	const getFoldOptions = (ctx, isBlock) => ({
		indentAtStart: isBlock ? ctx.indent.length : ctx.indentAtStart,
		lineWidth: ctx.options.lineWidth,
		minContentWidth: ctx.options.minContentWidth
	});
	const containsDocumentMarker = (str) => /^(%|---|\.\.\.)/m.test(str);
	function lineLengthOverLimit(str, lineWidth, indentLength) {
		if (!lineWidth || lineWidth < 0) return false;
		const limit = lineWidth - indentLength;
		const strLen = str.length;
		if (strLen <= limit) return false;
		for (let i = 0, start = 0; i < strLen; ++i) if (str[i] === "\n") {
			if (i - start > limit) return true;
			start = i + 1;
			if (strLen - start <= limit) return false;
		}
		return true;
	}
	function doubleQuotedString(value, ctx) {
		const json = JSON.stringify(value);
		if (ctx.options.doubleQuotedAsJSON) return json;
		const { implicitKey } = ctx;
		const minMultiLineLength = ctx.options.doubleQuotedMinMultiLineLength;
		const indent = ctx.indent || (containsDocumentMarker(value) ? "  " : "");
		let str = "";
		let start = 0;
		for (let i = 0, ch = json[i]; ch; ch = json[++i]) {
			if (ch === " " && json[i + 1] === "\\" && json[i + 2] === "n") {
				str += json.slice(start, i) + "\\ ";
				i += 1;
				start = i;
				ch = "\\";
			}
			if (ch === "\\") switch (json[i + 1]) {
				case "u":
					{
						str += json.slice(start, i);
						const code = json.substr(i + 2, 4);
						switch (code) {
							case "0000":
								str += "\\0";
								break;
							case "0007":
								str += "\\a";
								break;
							case "000b":
								str += "\\v";
								break;
							case "001b":
								str += "\\e";
								break;
							case "0085":
								str += "\\N";
								break;
							case "00a0":
								str += "\\_";
								break;
							case "2028":
								str += "\\L";
								break;
							case "2029":
								str += "\\P";
								break;
							default: if (code.substr(0, 2) === "00") str += "\\x" + code.substr(2);
							else str += json.substr(i, 6);
						}
						i += 5;
						start = i + 1;
					}
					break;
				case "n":
					if (implicitKey || json[i + 2] === "\"" || json.length < minMultiLineLength) i += 1;
					else {
						str += json.slice(start, i) + "\n\n";
						while (json[i + 2] === "\\" && json[i + 3] === "n" && json[i + 4] !== "\"") {
							str += "\n";
							i += 2;
						}
						str += indent;
						if (json[i + 2] === " ") str += "\\";
						i += 1;
						start = i + 1;
					}
					break;
				default: i += 1;
			}
		}
		str = start ? str + json.slice(start) : json;
		return implicitKey ? str : foldFlowLines.foldFlowLines(str, indent, foldFlowLines.FOLD_QUOTED, getFoldOptions(ctx, false));
	}
	function singleQuotedString(value, ctx) {
		if (ctx.options.singleQuote === false || ctx.implicitKey && value.includes("\n") || /[ \t]\n|\n[ \t]/.test(value)) return doubleQuotedString(value, ctx);
		const indent = ctx.indent || (containsDocumentMarker(value) ? "  " : "");
		const res = "'" + value.replace(/'/g, "''").replace(/\n+/g, `$&\n${indent}`) + "'";
		return ctx.implicitKey ? res : foldFlowLines.foldFlowLines(res, indent, foldFlowLines.FOLD_FLOW, getFoldOptions(ctx, false));
	}
	function quotedString(value, ctx) {
		const { singleQuote } = ctx.options;
		let qs;
		if (singleQuote === false) qs = doubleQuotedString;
		else {
			const hasDouble = value.includes("\"");
			const hasSingle = value.includes("'");
			if (hasDouble && !hasSingle) qs = singleQuotedString;
			else if (hasSingle && !hasDouble) qs = doubleQuotedString;
			else qs = singleQuote ? singleQuotedString : doubleQuotedString;
		}
		return qs(value, ctx);
	}
	let blockEndNewlines;
	try {
		blockEndNewlines = new RegExp("(^|(?<!\n))\n+(?!\n|$)", "g");
	} catch {
		blockEndNewlines = /\n+(?!\n|$)/g;
	}
	function blockString({ comment, type, value }, ctx, onComment, onChompKeep) {
		const { blockQuote, commentString, lineWidth } = ctx.options;
		if (!blockQuote || /\n[\t ]+$/.test(value)) return quotedString(value, ctx);
		const indent = ctx.indent || (ctx.forceBlockIndent || containsDocumentMarker(value) ? "  " : "");
		const literal = blockQuote === "literal" ? true : blockQuote === "folded" || type === Scalar.Scalar.BLOCK_FOLDED ? false : type === Scalar.Scalar.BLOCK_LITERAL ? true : !lineLengthOverLimit(value, lineWidth, indent.length);
		if (!value) return literal ? "|\n" : ">\n";
		let chomp;
		let endStart;
		for (endStart = value.length; endStart > 0; --endStart) {
			const ch = value[endStart - 1];
			if (ch !== "\n" && ch !== "	" && ch !== " ") break;
		}
		let end = value.substring(endStart);
		const endNlPos = end.indexOf("\n");
		if (endNlPos === -1) chomp = "-";
		else if (value === end || endNlPos !== end.length - 1) {
			chomp = "+";
			if (onChompKeep) onChompKeep();
		} else chomp = "";
		if (end) {
			value = value.slice(0, -end.length);
			if (end[end.length - 1] === "\n") end = end.slice(0, -1);
			end = end.replace(blockEndNewlines, `$&${indent}`);
		}
		let startWithSpace = false;
		let startEnd;
		let startNlPos = -1;
		for (startEnd = 0; startEnd < value.length; ++startEnd) {
			const ch = value[startEnd];
			if (ch === " ") startWithSpace = true;
			else if (ch === "\n") startNlPos = startEnd;
			else break;
		}
		let start = value.substring(0, startNlPos < startEnd ? startNlPos + 1 : startEnd);
		if (start) {
			value = value.substring(start.length);
			start = start.replace(/\n+/g, `$&${indent}`);
		}
		let header = (startWithSpace ? indent ? "2" : "1" : "") + chomp;
		if (comment) {
			header += " " + commentString(comment.replace(/ ?[\r\n]+/g, " "));
			if (onComment) onComment();
		}
		if (!literal) {
			const foldedValue = value.replace(/\n+/g, "\n$&").replace(/(?:^|\n)([\t ].*)(?:([\n\t ]*)\n(?![\n\t ]))?/g, "$1$2").replace(/\n+/g, `$&${indent}`);
			let literalFallback = false;
			const foldOptions = getFoldOptions(ctx, true);
			if (blockQuote !== "folded" && type !== Scalar.Scalar.BLOCK_FOLDED) foldOptions.onOverflow = () => {
				literalFallback = true;
			};
			const body = foldFlowLines.foldFlowLines(`${start}${foldedValue}${end}`, indent, foldFlowLines.FOLD_BLOCK, foldOptions);
			if (!literalFallback) return `>${header}\n${indent}${body}`;
		}
		value = value.replace(/\n+/g, `$&${indent}`);
		return `|${header}\n${indent}${start}${value}${end}`;
	}
	function plainString(item, ctx, onComment, onChompKeep) {
		const { type, value } = item;
		const { actualString, implicitKey, indent, indentStep, inFlow } = ctx;
		if (implicitKey && value.includes("\n") || inFlow && /[[\]{},]/.test(value)) return quotedString(value, ctx);
		if (/^[\n\t ,[\]{}#&*!|>'"%@`]|^[?-]$|^[?-][ \t]|[\n:][ \t]|[ \t]\n|[\n\t ]#|[\n\t :]$/.test(value)) return implicitKey || inFlow || !value.includes("\n") ? quotedString(value, ctx) : blockString(item, ctx, onComment, onChompKeep);
		if (!implicitKey && !inFlow && type !== Scalar.Scalar.PLAIN && value.includes("\n")) return blockString(item, ctx, onComment, onChompKeep);
		if (containsDocumentMarker(value)) {
			if (indent === "") {
				ctx.forceBlockIndent = true;
				return blockString(item, ctx, onComment, onChompKeep);
			} else if (implicitKey && indent === indentStep) return quotedString(value, ctx);
		}
		const str = value.replace(/\n+/g, `$&\n${indent}`);
		if (actualString) {
			const test = (tag) => tag.default && tag.tag !== "tag:yaml.org,2002:str" && tag.test?.test(str);
			const { compat, tags } = ctx.doc.schema;
			if (tags.some(test) || compat?.some(test)) return quotedString(value, ctx);
		}
		return implicitKey ? str : foldFlowLines.foldFlowLines(str, indent, foldFlowLines.FOLD_FLOW, getFoldOptions(ctx, false));
	}
	function stringifyString(item, ctx, onComment, onChompKeep) {
		const { implicitKey, inFlow } = ctx;
		const ss = typeof item.value === "string" ? item : Object.assign({}, item, { value: String(item.value) });
		let { type } = item;
		if (type !== Scalar.Scalar.QUOTE_DOUBLE) {
			if (/[\x00-\x08\x0b-\x1f\x7f-\x9f\u{D800}-\u{DFFF}]/u.test(ss.value)) type = Scalar.Scalar.QUOTE_DOUBLE;
		}
		const _stringify = (_type) => {
			switch (_type) {
				case Scalar.Scalar.BLOCK_FOLDED:
				case Scalar.Scalar.BLOCK_LITERAL: return implicitKey || inFlow ? quotedString(ss.value, ctx) : blockString(ss, ctx, onComment, onChompKeep);
				case Scalar.Scalar.QUOTE_DOUBLE: return doubleQuotedString(ss.value, ctx);
				case Scalar.Scalar.QUOTE_SINGLE: return singleQuotedString(ss.value, ctx);
				case Scalar.Scalar.PLAIN: return plainString(ss, ctx, onComment, onChompKeep);
				default: return null;
			}
		};
		let res = _stringify(type);
		if (res === null) {
			const { defaultKeyType, defaultStringType } = ctx.options;
			const t = implicitKey && defaultKeyType || defaultStringType;
			res = _stringify(t);
			if (res === null) throw new Error(`Unsupported default string type ${t}`);
		}
		return res;
	}
	exports.stringifyString = stringifyString;
}));

// node_modules/yaml/dist/stringify/stringify.js
var require_stringify = /* @__PURE__ */ __commonJSMin(((exports) => {
	var anchors = require_anchors();
	var identity = require_identity();
	var stringifyComment = require_stringifyComment();
	var stringifyString = require_stringifyString();
	function createStringifyContext(doc, options) {
		const opt = Object.assign({
			blockQuote: true,
			commentString: stringifyComment.stringifyComment,
			defaultKeyType: null,
			defaultStringType: "PLAIN",
			directives: null,
			doubleQuotedAsJSON: false,
			doubleQuotedMinMultiLineLength: 40,
			falseStr: "false",
			flowCollectionPadding: true,
			indentSeq: true,
			lineWidth: 80,
			minContentWidth: 20,
			nullStr: "null",
			simpleKeys: false,
			singleQuote: null,
			trailingComma: false,
			trueStr: "true",
			verifyAliasOrder: true
		}, doc.schema.toStringOptions, options);
		let inFlow;
		switch (opt.collectionStyle) {
			case "block":
				inFlow = false;
				break;
			case "flow":
				inFlow = true;
				break;
			default: inFlow = null;
		}
		return {
			anchors: /* @__PURE__ */ new Set(),
			doc,
			flowCollectionPadding: opt.flowCollectionPadding ? " " : "",
			indent: "",
			indentStep: typeof opt.indent === "number" ? " ".repeat(opt.indent) : "  ",
			inFlow,
			options: opt
		};
	}
	function getTagObject(tags, item) {
		if (item.tag) {
			const match = tags.filter((t) => t.tag === item.tag);
			if (match.length > 0) return match.find((t) => t.format === item.format) ?? match[0];
		}
		let tagObj = void 0;
		let obj;
		if (identity.isScalar(item)) {
			obj = item.value;
			let match = tags.filter((t) => t.identify?.(obj));
			if (match.length > 1) {
				const testMatch = match.filter((t) => t.test);
				if (testMatch.length > 0) match = testMatch;
			}
			tagObj = match.find((t) => t.format === item.format) ?? match.find((t) => !t.format);
		} else {
			obj = item;
			tagObj = tags.find((t) => t.nodeClass && obj instanceof t.nodeClass);
		}
		if (!tagObj) {
			const name = obj?.constructor?.name ?? (obj === null ? "null" : typeof obj);
			throw new Error(`Tag not resolved for ${name} value`);
		}
		return tagObj;
	}
	function stringifyProps(node, tagObj, { anchors: anchors$1, doc }) {
		if (!doc.directives) return "";
		const props = [];
		const anchor = (identity.isScalar(node) || identity.isCollection(node)) && node.anchor;
		if (anchor && anchors.anchorIsValid(anchor)) {
			anchors$1.add(anchor);
			props.push(`&${anchor}`);
		}
		const tag = node.tag ?? (tagObj.default ? null : tagObj.tag);
		if (tag) props.push(doc.directives.tagString(tag));
		return props.join(" ");
	}
	function stringify(item, ctx, onComment, onChompKeep) {
		if (identity.isPair(item)) return item.toString(ctx, onComment, onChompKeep);
		if (identity.isAlias(item)) {
			if (ctx.doc.directives) return item.toString(ctx);
			if (ctx.resolvedAliases?.has(item)) throw new TypeError(`Cannot stringify circular structure without alias nodes`);
			else {
				if (ctx.resolvedAliases) ctx.resolvedAliases.add(item);
				else ctx.resolvedAliases = /* @__PURE__ */ new Set([item]);
				item = item.resolve(ctx.doc);
			}
		}
		let tagObj = void 0;
		const node = identity.isNode(item) ? item : ctx.doc.createNode(item, { onTagObj: (o) => tagObj = o });
		tagObj ?? (tagObj = getTagObject(ctx.doc.schema.tags, node));
		const props = stringifyProps(node, tagObj, ctx);
		if (props.length > 0) ctx.indentAtStart = (ctx.indentAtStart ?? 0) + props.length + 1;
		const str = typeof tagObj.stringify === "function" ? tagObj.stringify(node, ctx, onComment, onChompKeep) : identity.isScalar(node) ? stringifyString.stringifyString(node, ctx, onComment, onChompKeep) : node.toString(ctx, onComment, onChompKeep);
		if (!props) return str;
		return identity.isScalar(node) || str[0] === "{" || str[0] === "[" ? `${props} ${str}` : `${props}\n${ctx.indent}${str}`;
	}
	exports.createStringifyContext = createStringifyContext;
	exports.stringify = stringify;
}));

// node_modules/yaml/dist/stringify/stringifyPair.js
var require_stringifyPair = /* @__PURE__ */ __commonJSMin(((exports) => {
	var identity = require_identity();
	var Scalar = require_Scalar();
	var stringify = require_stringify();
	var stringifyComment = require_stringifyComment();
	function stringifyPair({ key, value }, ctx, onComment, onChompKeep) {
		const { allNullValues, doc, indent, indentStep, options: { commentString, indentSeq, simpleKeys } } = ctx;
		let keyComment = identity.isNode(key) && key.comment || null;
		if (simpleKeys) {
			if (keyComment) throw new Error("With simple keys, key nodes cannot have comments");
			if (identity.isCollection(key) || !identity.isNode(key) && typeof key === "object") throw new Error("With simple keys, collection cannot be used as a key value");
		}
		let explicitKey = !simpleKeys && (!key || keyComment && value == null && !ctx.inFlow || identity.isCollection(key) || (identity.isScalar(key) ? key.type === Scalar.Scalar.BLOCK_FOLDED || key.type === Scalar.Scalar.BLOCK_LITERAL : typeof key === "object"));
		ctx = Object.assign({}, ctx, {
			allNullValues: false,
			implicitKey: !explicitKey && (simpleKeys || !allNullValues),
			indent: indent + indentStep
		});
		let keyCommentDone = false;
		let chompKeep = false;
		let str = stringify.stringify(key, ctx, () => keyCommentDone = true, () => chompKeep = true);
		if (!explicitKey && !ctx.inFlow && str.length > 1024) {
			if (simpleKeys) throw new Error("With simple keys, single line scalar must not span more than 1024 characters");
			explicitKey = true;
		}
		if (ctx.inFlow) {
			if (allNullValues || value == null) {
				if (keyCommentDone && onComment) onComment();
				return str === "" ? "?" : explicitKey ? `? ${str}` : str;
			}
		} else if (allNullValues && !simpleKeys || value == null && explicitKey) {
			str = `? ${str}`;
			if (keyComment && !keyCommentDone) str += stringifyComment.lineComment(str, ctx.indent, commentString(keyComment));
			else if (chompKeep && onChompKeep) onChompKeep();
			return str;
		}
		if (keyCommentDone) keyComment = null;
		if (explicitKey) {
			if (keyComment) str += stringifyComment.lineComment(str, ctx.indent, commentString(keyComment));
			str = `? ${str}\n${indent}:`;
		} else {
			str = `${str}:`;
			if (keyComment) str += stringifyComment.lineComment(str, ctx.indent, commentString(keyComment));
		}
		let vsb, vcb, valueComment;
		if (identity.isNode(value)) {
			vsb = !!value.spaceBefore;
			vcb = value.commentBefore;
			valueComment = value.comment;
		} else {
			vsb = false;
			vcb = null;
			valueComment = null;
			if (value && typeof value === "object") value = doc.createNode(value);
		}
		ctx.implicitKey = false;
		if (!explicitKey && !keyComment && identity.isScalar(value)) ctx.indentAtStart = str.length + 1;
		chompKeep = false;
		if (!indentSeq && indentStep.length >= 2 && !ctx.inFlow && !explicitKey && identity.isSeq(value) && !value.flow && !value.tag && !value.anchor) ctx.indent = ctx.indent.substring(2);
		let valueCommentDone = false;
		const valueStr = stringify.stringify(value, ctx, () => valueCommentDone = true, () => chompKeep = true);
		let ws = " ";
		if (keyComment || vsb || vcb) {
			ws = vsb ? "\n" : "";
			if (vcb) {
				const cs = commentString(vcb);
				ws += `\n${stringifyComment.indentComment(cs, ctx.indent)}`;
			}
			if (valueStr === "" && !ctx.inFlow) {
				if (ws === "\n" && valueComment) ws = "\n\n";
			} else ws += `\n${ctx.indent}`;
		} else if (!explicitKey && identity.isCollection(value)) {
			const vs0 = valueStr[0];
			const nl0 = valueStr.indexOf("\n");
			const hasNewline = nl0 !== -1;
			const flow = ctx.inFlow ?? value.flow ?? value.items.length === 0;
			if (hasNewline || !flow) {
				let hasPropsLine = false;
				if (hasNewline && (vs0 === "&" || vs0 === "!")) {
					let sp0 = valueStr.indexOf(" ");
					if (vs0 === "&" && sp0 !== -1 && sp0 < nl0 && valueStr[sp0 + 1] === "!") sp0 = valueStr.indexOf(" ", sp0 + 1);
					if (sp0 === -1 || nl0 < sp0) hasPropsLine = true;
				}
				if (!hasPropsLine) ws = `\n${ctx.indent}`;
			}
		} else if (valueStr === "" || valueStr[0] === "\n") ws = "";
		str += ws + valueStr;
		if (ctx.inFlow) {
			if (valueCommentDone && onComment) onComment();
		} else if (valueComment && !valueCommentDone) str += stringifyComment.lineComment(str, ctx.indent, commentString(valueComment));
		else if (chompKeep && onChompKeep) onChompKeep();
		return str;
	}
	exports.stringifyPair = stringifyPair;
}));

// node_modules/yaml/dist/log.js
var require_log = /* @__PURE__ */ __commonJSMin(((exports) => {
	var node_process = __require("process");
	function debug(logLevel, ...messages) {
		if (logLevel === "debug") console.log(...messages);
	}
	function warn(logLevel, warning) {
		if (logLevel === "debug" || logLevel === "warn") {
			if (typeof node_process.emitWarning === "function") node_process.emitWarning(warning);
			else console.warn(warning);
		}
	}
	exports.debug = debug;
	exports.warn = warn;
}));

// node_modules/yaml/dist/schema/yaml-1.1/merge.js
var require_merge = /* @__PURE__ */ __commonJSMin(((exports) => {
	var identity = require_identity();
	var Scalar = require_Scalar();
	const MERGE_KEY = "<<";
	const merge = {
		identify: (value) => value === MERGE_KEY || typeof value === "symbol" && value.description === MERGE_KEY,
		default: "key",
		tag: "tag:yaml.org,2002:merge",
		test: /^<<$/,
		resolve: () => Object.assign(new Scalar.Scalar(Symbol(MERGE_KEY)), { addToJSMap: addMergeToJSMap }),
		stringify: () => MERGE_KEY
	};
	const isMergeKey = (ctx, key) => (merge.identify(key) || identity.isScalar(key) && (!key.type || key.type === Scalar.Scalar.PLAIN) && merge.identify(key.value)) && ctx?.doc.schema.tags.some((tag) => tag.tag === merge.tag && tag.default);
	function addMergeToJSMap(ctx, map, value) {
		const source = resolveAliasValue(ctx, value);
		if (identity.isSeq(source)) for (const it of source.items) mergeValue(ctx, map, it);
		else if (Array.isArray(source)) for (const it of source) mergeValue(ctx, map, it);
		else mergeValue(ctx, map, source);
	}
	function mergeValue(ctx, map, value) {
		const source = resolveAliasValue(ctx, value);
		if (!identity.isMap(source)) throw new Error("Merge sources must be maps or map aliases");
		const srcMap = source.toJSON(null, ctx, Map);
		for (const [key, value] of srcMap) if (map instanceof Map) {
			if (!map.has(key)) map.set(key, value);
		} else if (map instanceof Set) map.add(key);
		else if (!Object.prototype.hasOwnProperty.call(map, key)) Object.defineProperty(map, key, {
			value,
			writable: true,
			enumerable: true,
			configurable: true
		});
		return map;
	}
	function resolveAliasValue(ctx, value) {
		return ctx && identity.isAlias(value) ? value.resolve(ctx.doc, ctx) : value;
	}
	exports.addMergeToJSMap = addMergeToJSMap;
	exports.isMergeKey = isMergeKey;
	exports.merge = merge;
}));

// node_modules/yaml/dist/nodes/addPairToJSMap.js
var require_addPairToJSMap = /* @__PURE__ */ __commonJSMin(((exports) => {
	var log = require_log();
	var merge = require_merge();
	var stringify = require_stringify();
	var identity = require_identity();
	var toJS = require_toJS();
	function addPairToJSMap(ctx, map, { key, value }) {
		if (identity.isNode(key) && key.addToJSMap) key.addToJSMap(ctx, map, value);
		else if (merge.isMergeKey(ctx, key)) merge.addMergeToJSMap(ctx, map, value);
		else {
			const jsKey = toJS.toJS(key, "", ctx);
			if (map instanceof Map) map.set(jsKey, toJS.toJS(value, jsKey, ctx));
			else if (map instanceof Set) map.add(jsKey);
			else {
				const stringKey = stringifyKey(key, jsKey, ctx);
				const jsValue = toJS.toJS(value, stringKey, ctx);
				if (stringKey in map) Object.defineProperty(map, stringKey, {
					value: jsValue,
					writable: true,
					enumerable: true,
					configurable: true
				});
				else map[stringKey] = jsValue;
			}
		}
		return map;
	}
	function stringifyKey(key, jsKey, ctx) {
		if (jsKey === null) return "";
		if (typeof jsKey !== "object") return String(jsKey);
		if (identity.isNode(key) && ctx?.doc) {
			const strCtx = stringify.createStringifyContext(ctx.doc, {});
			strCtx.anchors = /* @__PURE__ */ new Set();
			for (const node of ctx.anchors.keys()) strCtx.anchors.add(node.anchor);
			strCtx.inFlow = true;
			strCtx.inStringifyKey = true;
			const strKey = key.toString(strCtx);
			if (!ctx.mapKeyWarned) {
				let jsonStr = JSON.stringify(strKey);
				if (jsonStr.length > 40) jsonStr = jsonStr.substring(0, 36) + "...\"";
				log.warn(ctx.doc.options.logLevel, `Keys with collection values will be stringified due to JS Object restrictions: ${jsonStr}. Set mapAsMap: true to use object keys.`);
				ctx.mapKeyWarned = true;
			}
			return strKey;
		}
		return JSON.stringify(jsKey);
	}
	exports.addPairToJSMap = addPairToJSMap;
}));

// node_modules/yaml/dist/nodes/Pair.js
var require_Pair = /* @__PURE__ */ __commonJSMin(((exports) => {
	var createNode = require_createNode();
	var stringifyPair = require_stringifyPair();
	var addPairToJSMap = require_addPairToJSMap();
	var identity = require_identity();
	function createPair(key, value, ctx) {
		const k = createNode.createNode(key, void 0, ctx);
		const v = createNode.createNode(value, void 0, ctx);
		return new Pair(k, v);
	}
	var Pair = class Pair {
		constructor(key, value = null) {
			Object.defineProperty(this, identity.NODE_TYPE, { value: identity.PAIR });
			this.key = key;
			this.value = value;
		}
		clone(schema) {
			let { key, value } = this;
			if (identity.isNode(key)) key = key.clone(schema);
			if (identity.isNode(value)) value = value.clone(schema);
			return new Pair(key, value);
		}
		toJSON(_, ctx) {
			const pair = ctx?.mapAsMap ? /* @__PURE__ */ new Map() : {};
			return addPairToJSMap.addPairToJSMap(ctx, pair, this);
		}
		toString(ctx, onComment, onChompKeep) {
			return ctx?.doc ? stringifyPair.stringifyPair(this, ctx, onComment, onChompKeep) : JSON.stringify(this);
		}
	};
	exports.Pair = Pair;
	exports.createPair = createPair;
}));

// node_modules/yaml/dist/stringify/stringifyCollection.js
var require_stringifyCollection = /* @__PURE__ */ __commonJSMin(((exports) => {
	var identity = require_identity();
	var stringify = require_stringify();
	var stringifyComment = require_stringifyComment();
	function stringifyCollection(collection, ctx, options) {
		return (ctx.inFlow ?? collection.flow ? stringifyFlowCollection : stringifyBlockCollection)(collection, ctx, options);
	}
	function stringifyBlockCollection({ comment, items }, ctx, { blockItemPrefix, flowChars, itemIndent, onChompKeep, onComment }) {
		const { indent, options: { commentString } } = ctx;
		const itemCtx = Object.assign({}, ctx, {
			indent: itemIndent,
			type: null
		});
		let chompKeep = false;
		const lines = [];
		for (let i = 0; i < items.length; ++i) {
			const item = items[i];
			let comment = null;
			if (identity.isNode(item)) {
				if (!chompKeep && item.spaceBefore) lines.push("");
				addCommentBefore(ctx, lines, item.commentBefore, chompKeep);
				if (item.comment) comment = item.comment;
			} else if (identity.isPair(item)) {
				const ik = identity.isNode(item.key) ? item.key : null;
				if (ik) {
					if (!chompKeep && ik.spaceBefore) lines.push("");
					addCommentBefore(ctx, lines, ik.commentBefore, chompKeep);
				}
			}
			chompKeep = false;
			let str = stringify.stringify(item, itemCtx, () => comment = null, () => chompKeep = true);
			if (comment) str += stringifyComment.lineComment(str, itemIndent, commentString(comment));
			if (chompKeep && comment) chompKeep = false;
			lines.push(blockItemPrefix + str);
		}
		let str;
		if (lines.length === 0) str = flowChars.start + flowChars.end;
		else {
			str = lines[0];
			for (let i = 1; i < lines.length; ++i) {
				const line = lines[i];
				str += line ? `\n${indent}${line}` : "\n";
			}
		}
		if (comment) {
			str += "\n" + stringifyComment.indentComment(commentString(comment), indent);
			if (onComment) onComment();
		} else if (chompKeep && onChompKeep) onChompKeep();
		return str;
	}
	function stringifyFlowCollection({ items }, ctx, { flowChars, itemIndent }) {
		const { indent, indentStep, flowCollectionPadding: fcPadding, options: { commentString } } = ctx;
		itemIndent += indentStep;
		const itemCtx = Object.assign({}, ctx, {
			indent: itemIndent,
			inFlow: true,
			type: null
		});
		let reqNewline = false;
		let linesAtValue = 0;
		const lines = [];
		for (let i = 0; i < items.length; ++i) {
			const item = items[i];
			let comment = null;
			if (identity.isNode(item)) {
				if (item.spaceBefore) lines.push("");
				addCommentBefore(ctx, lines, item.commentBefore, false);
				if (item.comment) comment = item.comment;
			} else if (identity.isPair(item)) {
				const ik = identity.isNode(item.key) ? item.key : null;
				if (ik) {
					if (ik.spaceBefore) lines.push("");
					addCommentBefore(ctx, lines, ik.commentBefore, false);
					if (ik.comment) reqNewline = true;
				}
				const iv = identity.isNode(item.value) ? item.value : null;
				if (iv) {
					if (iv.comment) comment = iv.comment;
					if (iv.commentBefore) reqNewline = true;
				} else if (item.value == null && ik?.comment) comment = ik.comment;
			}
			if (comment) reqNewline = true;
			let str = stringify.stringify(item, itemCtx, () => comment = null);
			reqNewline || (reqNewline = lines.length > linesAtValue || str.includes("\n"));
			if (i < items.length - 1) str += ",";
			else if (ctx.options.trailingComma) {
				if (ctx.options.lineWidth > 0) reqNewline || (reqNewline = lines.reduce((sum, line) => sum + line.length + 2, 2) + (str.length + 2) > ctx.options.lineWidth);
				if (reqNewline) str += ",";
			}
			if (comment) str += stringifyComment.lineComment(str, itemIndent, commentString(comment));
			lines.push(str);
			linesAtValue = lines.length;
		}
		const { start, end } = flowChars;
		if (lines.length === 0) return start + end;
		else {
			if (!reqNewline) {
				const len = lines.reduce((sum, line) => sum + line.length + 2, 2);
				reqNewline = ctx.options.lineWidth > 0 && len > ctx.options.lineWidth;
			}
			if (reqNewline) {
				let str = start;
				for (const line of lines) str += line ? `\n${indentStep}${indent}${line}` : "\n";
				return `${str}\n${indent}${end}`;
			} else return `${start}${fcPadding}${lines.join(" ")}${fcPadding}${end}`;
		}
	}
	function addCommentBefore({ indent, options: { commentString } }, lines, comment, chompKeep) {
		if (comment && chompKeep) comment = comment.replace(/^\n+/, "");
		if (comment) {
			const ic = stringifyComment.indentComment(commentString(comment), indent);
			lines.push(ic.trimStart());
		}
	}
	exports.stringifyCollection = stringifyCollection;
}));

// node_modules/yaml/dist/nodes/YAMLMap.js
var require_YAMLMap = /* @__PURE__ */ __commonJSMin(((exports) => {
	var stringifyCollection = require_stringifyCollection();
	var addPairToJSMap = require_addPairToJSMap();
	var Collection = require_Collection();
	var identity = require_identity();
	var Pair = require_Pair();
	var Scalar = require_Scalar();
	function findPair(items, key) {
		const k = identity.isScalar(key) ? key.value : key;
		for (const it of items) if (identity.isPair(it)) {
			if (it.key === key || it.key === k) return it;
			if (identity.isScalar(it.key) && it.key.value === k) return it;
		}
	}
	var YAMLMap = class extends Collection.Collection {
		static get tagName() {
			return "tag:yaml.org,2002:map";
		}
		constructor(schema) {
			super(identity.MAP, schema);
			this.items = [];
		}
		/**
		* A generic collection parsing method that can be extended
		* to other node classes that inherit from YAMLMap
		*/
		static from(schema, obj, ctx) {
			const { keepUndefined, replacer } = ctx;
			const map = new this(schema);
			const add = (key, value) => {
				if (typeof replacer === "function") value = replacer.call(obj, key, value);
				else if (Array.isArray(replacer) && !replacer.includes(key)) return;
				if (value !== void 0 || keepUndefined) map.items.push(Pair.createPair(key, value, ctx));
			};
			if (obj instanceof Map) for (const [key, value] of obj) add(key, value);
			else if (obj && typeof obj === "object") for (const key of Object.keys(obj)) add(key, obj[key]);
			if (typeof schema.sortMapEntries === "function") map.items.sort(schema.sortMapEntries);
			return map;
		}
		/**
		* Adds a value to the collection.
		*
		* @param overwrite - If not set `true`, using a key that is already in the
		*   collection will throw. Otherwise, overwrites the previous value.
		*/
		add(pair, overwrite) {
			let _pair;
			if (identity.isPair(pair)) _pair = pair;
			else if (!pair || typeof pair !== "object" || !("key" in pair)) _pair = new Pair.Pair(pair, pair?.value);
			else _pair = new Pair.Pair(pair.key, pair.value);
			const prev = findPair(this.items, _pair.key);
			const sortEntries = this.schema?.sortMapEntries;
			if (prev) {
				if (!overwrite) throw new Error(`Key ${_pair.key} already set`);
				if (identity.isScalar(prev.value) && Scalar.isScalarValue(_pair.value)) prev.value.value = _pair.value;
				else prev.value = _pair.value;
			} else if (sortEntries) {
				const i = this.items.findIndex((item) => sortEntries(_pair, item) < 0);
				if (i === -1) this.items.push(_pair);
				else this.items.splice(i, 0, _pair);
			} else this.items.push(_pair);
		}
		delete(key) {
			const it = findPair(this.items, key);
			if (!it) return false;
			return this.items.splice(this.items.indexOf(it), 1).length > 0;
		}
		get(key, keepScalar) {
			const node = findPair(this.items, key)?.value;
			return (!keepScalar && identity.isScalar(node) ? node.value : node) ?? void 0;
		}
		has(key) {
			return !!findPair(this.items, key);
		}
		set(key, value) {
			this.add(new Pair.Pair(key, value), true);
		}
		/**
		* @param ctx - Conversion context, originally set in Document#toJS()
		* @param {Class} Type - If set, forces the returned collection type
		* @returns Instance of Type, Map, or Object
		*/
		toJSON(_, ctx, Type) {
			const map = Type ? new Type() : ctx?.mapAsMap ? /* @__PURE__ */ new Map() : {};
			if (ctx?.onCreate) ctx.onCreate(map);
			for (const item of this.items) addPairToJSMap.addPairToJSMap(ctx, map, item);
			return map;
		}
		toString(ctx, onComment, onChompKeep) {
			if (!ctx) return JSON.stringify(this);
			for (const item of this.items) if (!identity.isPair(item)) throw new Error(`Map items must all be pairs; found ${JSON.stringify(item)} instead`);
			if (!ctx.allNullValues && this.hasAllNullValues(false)) ctx = Object.assign({}, ctx, { allNullValues: true });
			return stringifyCollection.stringifyCollection(this, ctx, {
				blockItemPrefix: "",
				flowChars: {
					start: "{",
					end: "}"
				},
				itemIndent: ctx.indent || "",
				onChompKeep,
				onComment
			});
		}
	};
	exports.YAMLMap = YAMLMap;
	exports.findPair = findPair;
}));

// node_modules/yaml/dist/schema/common/map.js
var require_map = /* @__PURE__ */ __commonJSMin(((exports) => {
	var identity = require_identity();
	var YAMLMap = require_YAMLMap();
	const map = {
		collection: "map",
		default: true,
		nodeClass: YAMLMap.YAMLMap,
		tag: "tag:yaml.org,2002:map",
		resolve(map, onError) {
			if (!identity.isMap(map)) onError("Expected a mapping for this tag");
			return map;
		},
		createNode: (schema, obj, ctx) => YAMLMap.YAMLMap.from(schema, obj, ctx)
	};
	exports.map = map;
}));

// node_modules/yaml/dist/nodes/YAMLSeq.js
var require_YAMLSeq = /* @__PURE__ */ __commonJSMin(((exports) => {
	var createNode = require_createNode();
	var stringifyCollection = require_stringifyCollection();
	var Collection = require_Collection();
	var identity = require_identity();
	var Scalar = require_Scalar();
	var toJS = require_toJS();
	var YAMLSeq = class extends Collection.Collection {
		static get tagName() {
			return "tag:yaml.org,2002:seq";
		}
		constructor(schema) {
			super(identity.SEQ, schema);
			this.items = [];
		}
		add(value) {
			this.items.push(value);
		}
		/**
		* Removes a value from the collection.
		*
		* `key` must contain a representation of an integer for this to succeed.
		* It may be wrapped in a `Scalar`.
		*
		* @returns `true` if the item was found and removed.
		*/
		delete(key) {
			const idx = asItemIndex(key);
			if (typeof idx !== "number") return false;
			return this.items.splice(idx, 1).length > 0;
		}
		get(key, keepScalar) {
			const idx = asItemIndex(key);
			if (typeof idx !== "number") return void 0;
			const it = this.items[idx];
			return !keepScalar && identity.isScalar(it) ? it.value : it;
		}
		/**
		* Checks if the collection includes a value with the key `key`.
		*
		* `key` must contain a representation of an integer for this to succeed.
		* It may be wrapped in a `Scalar`.
		*/
		has(key) {
			const idx = asItemIndex(key);
			return typeof idx === "number" && idx < this.items.length;
		}
		/**
		* Sets a value in this collection. For `!!set`, `value` needs to be a
		* boolean to add/remove the item from the set.
		*
		* If `key` does not contain a representation of an integer, this will throw.
		* It may be wrapped in a `Scalar`.
		*/
		set(key, value) {
			const idx = asItemIndex(key);
			if (typeof idx !== "number") throw new Error(`Expected a valid index, not ${key}.`);
			const prev = this.items[idx];
			if (identity.isScalar(prev) && Scalar.isScalarValue(value)) prev.value = value;
			else this.items[idx] = value;
		}
		toJSON(_, ctx) {
			const seq = [];
			if (ctx?.onCreate) ctx.onCreate(seq);
			let i = 0;
			for (const item of this.items) seq.push(toJS.toJS(item, String(i++), ctx));
			return seq;
		}
		toString(ctx, onComment, onChompKeep) {
			if (!ctx) return JSON.stringify(this);
			return stringifyCollection.stringifyCollection(this, ctx, {
				blockItemPrefix: "- ",
				flowChars: {
					start: "[",
					end: "]"
				},
				itemIndent: (ctx.indent || "") + "  ",
				onChompKeep,
				onComment
			});
		}
		static from(schema, obj, ctx) {
			const { replacer } = ctx;
			const seq = new this(schema);
			if (obj && Symbol.iterator in Object(obj)) {
				let i = 0;
				for (let it of obj) {
					if (typeof replacer === "function") {
						const key = obj instanceof Set ? it : String(i++);
						it = replacer.call(obj, key, it);
					}
					seq.items.push(createNode.createNode(it, void 0, ctx));
				}
			}
			return seq;
		}
	};
	function asItemIndex(key) {
		let idx = identity.isScalar(key) ? key.value : key;
		if (idx && typeof idx === "string") idx = Number(idx);
		return typeof idx === "number" && Number.isInteger(idx) && idx >= 0 ? idx : null;
	}
	exports.YAMLSeq = YAMLSeq;
}));

// node_modules/yaml/dist/schema/common/seq.js
var require_seq = /* @__PURE__ */ __commonJSMin(((exports) => {
	var identity = require_identity();
	var YAMLSeq = require_YAMLSeq();
	const seq = {
		collection: "seq",
		default: true,
		nodeClass: YAMLSeq.YAMLSeq,
		tag: "tag:yaml.org,2002:seq",
		resolve(seq, onError) {
			if (!identity.isSeq(seq)) onError("Expected a sequence for this tag");
			return seq;
		},
		createNode: (schema, obj, ctx) => YAMLSeq.YAMLSeq.from(schema, obj, ctx)
	};
	exports.seq = seq;
}));

// node_modules/yaml/dist/schema/common/string.js
var require_string = /* @__PURE__ */ __commonJSMin(((exports) => {
	var stringifyString = require_stringifyString();
	const string = {
		identify: (value) => typeof value === "string",
		default: true,
		tag: "tag:yaml.org,2002:str",
		resolve: (str) => str,
		stringify(item, ctx, onComment, onChompKeep) {
			ctx = Object.assign({ actualString: true }, ctx);
			return stringifyString.stringifyString(item, ctx, onComment, onChompKeep);
		}
	};
	exports.string = string;
}));

// node_modules/yaml/dist/schema/common/null.js
var require_null = /* @__PURE__ */ __commonJSMin(((exports) => {
	var Scalar = require_Scalar();
	const nullTag = {
		identify: (value) => value == null,
		createNode: () => new Scalar.Scalar(null),
		default: true,
		tag: "tag:yaml.org,2002:null",
		test: /^(?:~|[Nn]ull|NULL)?$/,
		resolve: () => new Scalar.Scalar(null),
		stringify: ({ source }, ctx) => typeof source === "string" && nullTag.test.test(source) ? source : ctx.options.nullStr
	};
	exports.nullTag = nullTag;
}));

// node_modules/yaml/dist/schema/core/bool.js
var require_bool$1 = /* @__PURE__ */ __commonJSMin(((exports) => {
	var Scalar = require_Scalar();
	const boolTag = {
		identify: (value) => typeof value === "boolean",
		default: true,
		tag: "tag:yaml.org,2002:bool",
		test: /^(?:[Tt]rue|TRUE|[Ff]alse|FALSE)$/,
		resolve: (str) => new Scalar.Scalar(str[0] === "t" || str[0] === "T"),
		stringify({ source, value }, ctx) {
			if (source && boolTag.test.test(source)) {
				if (value === (source[0] === "t" || source[0] === "T")) return source;
			}
			return value ? ctx.options.trueStr : ctx.options.falseStr;
		}
	};
	exports.boolTag = boolTag;
}));

// node_modules/yaml/dist/stringify/stringifyNumber.js
var require_stringifyNumber = /* @__PURE__ */ __commonJSMin(((exports) => {
	function stringifyNumber({ format, minFractionDigits, tag, value }) {
		if (typeof value === "bigint") return String(value);
		const num = typeof value === "number" ? value : Number(value);
		if (!isFinite(num)) return isNaN(num) ? ".nan" : num < 0 ? "-.inf" : ".inf";
		let n = Object.is(value, -0) ? "-0" : JSON.stringify(value);
		if (!format && minFractionDigits && (!tag || tag === "tag:yaml.org,2002:float") && /^-?\d/.test(n) && !n.includes("e")) {
			let i = n.indexOf(".");
			if (i < 0) {
				i = n.length;
				n += ".";
			}
			let d = minFractionDigits - (n.length - i - 1);
			while (d-- > 0) n += "0";
		}
		return n;
	}
	exports.stringifyNumber = stringifyNumber;
}));

// node_modules/yaml/dist/schema/core/float.js
var require_float$1 = /* @__PURE__ */ __commonJSMin(((exports) => {
	var Scalar = require_Scalar();
	var stringifyNumber = require_stringifyNumber();
	const floatNaN = {
		identify: (value) => typeof value === "number",
		default: true,
		tag: "tag:yaml.org,2002:float",
		test: /^(?:[-+]?\.(?:inf|Inf|INF)|\.nan|\.NaN|\.NAN)$/,
		resolve: (str) => str.slice(-3).toLowerCase() === "nan" ? NaN : str[0] === "-" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY,
		stringify: stringifyNumber.stringifyNumber
	};
	const floatExp = {
		identify: (value) => typeof value === "number",
		default: true,
		tag: "tag:yaml.org,2002:float",
		format: "EXP",
		test: /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)[eE][-+]?[0-9]+$/,
		resolve: (str) => parseFloat(str),
		stringify(node) {
			const num = Number(node.value);
			return isFinite(num) ? num.toExponential() : stringifyNumber.stringifyNumber(node);
		}
	};
	const float = {
		identify: (value) => typeof value === "number",
		default: true,
		tag: "tag:yaml.org,2002:float",
		test: /^[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*)$/,
		resolve(str) {
			const node = new Scalar.Scalar(parseFloat(str));
			const dot = str.indexOf(".");
			if (dot !== -1 && str[str.length - 1] === "0") node.minFractionDigits = str.length - dot - 1;
			return node;
		},
		stringify: stringifyNumber.stringifyNumber
	};
	exports.float = float;
	exports.floatExp = floatExp;
	exports.floatNaN = floatNaN;
}));

// node_modules/yaml/dist/schema/core/int.js
var require_int$1 = /* @__PURE__ */ __commonJSMin(((exports) => {
	var stringifyNumber = require_stringifyNumber();
	const intIdentify = (value) => typeof value === "bigint" || Number.isInteger(value);
	const intResolve = (str, offset, radix, { intAsBigInt }) => intAsBigInt ? BigInt(str) : parseInt(str.substring(offset), radix);
	function intStringify(node, radix, prefix) {
		const { value } = node;
		if (intIdentify(value) && value >= 0) return prefix + value.toString(radix);
		return stringifyNumber.stringifyNumber(node);
	}
	const intOct = {
		identify: (value) => intIdentify(value) && value >= 0,
		default: true,
		tag: "tag:yaml.org,2002:int",
		format: "OCT",
		test: /^0o[0-7]+$/,
		resolve: (str, _onError, opt) => intResolve(str, 2, 8, opt),
		stringify: (node) => intStringify(node, 8, "0o")
	};
	const int = {
		identify: intIdentify,
		default: true,
		tag: "tag:yaml.org,2002:int",
		test: /^[-+]?[0-9]+$/,
		resolve: (str, _onError, opt) => intResolve(str, 0, 10, opt),
		stringify: stringifyNumber.stringifyNumber
	};
	const intHex = {
		identify: (value) => intIdentify(value) && value >= 0,
		default: true,
		tag: "tag:yaml.org,2002:int",
		format: "HEX",
		test: /^0x[0-9a-fA-F]+$/,
		resolve: (str, _onError, opt) => intResolve(str, 2, 16, opt),
		stringify: (node) => intStringify(node, 16, "0x")
	};
	exports.int = int;
	exports.intHex = intHex;
	exports.intOct = intOct;
}));

// node_modules/yaml/dist/schema/core/schema.js
var require_schema$2 = /* @__PURE__ */ __commonJSMin(((exports) => {
	var map = require_map();
	var _null = require_null();
	var seq = require_seq();
	var string = require_string();
	var bool = require_bool$1();
	var float = require_float$1();
	var int = require_int$1();
	const schema = [
		map.map,
		seq.seq,
		string.string,
		_null.nullTag,
		bool.boolTag,
		int.intOct,
		int.int,
		int.intHex,
		float.floatNaN,
		float.floatExp,
		float.float
	];
	exports.schema = schema;
}));

// node_modules/yaml/dist/schema/json/schema.js
var require_schema$1 = /* @__PURE__ */ __commonJSMin(((exports) => {
	var Scalar = require_Scalar();
	var map = require_map();
	var seq = require_seq();
	function intIdentify(value) {
		return typeof value === "bigint" || Number.isInteger(value);
	}
	const stringifyJSON = ({ value }) => JSON.stringify(value);
	const jsonScalars = [
		{
			identify: (value) => typeof value === "string",
			default: true,
			tag: "tag:yaml.org,2002:str",
			resolve: (str) => str,
			stringify: stringifyJSON
		},
		{
			identify: (value) => value == null,
			createNode: () => new Scalar.Scalar(null),
			default: true,
			tag: "tag:yaml.org,2002:null",
			test: /^null$/,
			resolve: () => null,
			stringify: stringifyJSON
		},
		{
			identify: (value) => typeof value === "boolean",
			default: true,
			tag: "tag:yaml.org,2002:bool",
			test: /^true$|^false$/,
			resolve: (str) => str === "true",
			stringify: stringifyJSON
		},
		{
			identify: intIdentify,
			default: true,
			tag: "tag:yaml.org,2002:int",
			test: /^-?(?:0|[1-9][0-9]*)$/,
			resolve: (str, _onError, { intAsBigInt }) => intAsBigInt ? BigInt(str) : parseInt(str, 10),
			stringify: ({ value }) => intIdentify(value) ? value.toString() : JSON.stringify(value)
		},
		{
			identify: (value) => typeof value === "number",
			default: true,
			tag: "tag:yaml.org,2002:float",
			test: /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]*)?(?:[eE][-+]?[0-9]+)?$/,
			resolve: (str) => parseFloat(str),
			stringify: stringifyJSON
		}
	];
	const schema = [map.map, seq.seq].concat(jsonScalars, {
		default: true,
		tag: "",
		test: /^/,
		resolve(str, onError) {
			onError(`Unresolved plain scalar ${JSON.stringify(str)}`);
			return str;
		}
	});
	exports.schema = schema;
}));

// node_modules/yaml/dist/schema/yaml-1.1/binary.js
var require_binary = /* @__PURE__ */ __commonJSMin(((exports) => {
	var node_buffer = __require("buffer");
	var Scalar = require_Scalar();
	var stringifyString = require_stringifyString();
	const binary = {
		identify: (value) => value instanceof Uint8Array,
		default: false,
		tag: "tag:yaml.org,2002:binary",
		/**
		* Returns a Buffer in node and an Uint8Array in browsers
		*
		* To use the resulting buffer as an image, you'll want to do something like:
		*
		*   const blob = new Blob([buffer], { type: 'image/jpeg' })
		*   document.querySelector('#photo').src = URL.createObjectURL(blob)
		*/
		resolve(src, onError) {
			if (typeof node_buffer.Buffer === "function") return node_buffer.Buffer.from(src, "base64");
			else if (typeof atob === "function") {
				const str = atob(src.replace(/[\n\r]/g, ""));
				const buffer = new Uint8Array(str.length);
				for (let i = 0; i < str.length; ++i) buffer[i] = str.charCodeAt(i);
				return buffer;
			} else {
				onError("This environment does not support reading binary tags; either Buffer or atob is required");
				return src;
			}
		},
		stringify({ comment, type, value }, ctx, onComment, onChompKeep) {
			if (!value) return "";
			const buf = value;
			let str;
			if (typeof node_buffer.Buffer === "function") str = buf instanceof node_buffer.Buffer ? buf.toString("base64") : node_buffer.Buffer.from(buf.buffer).toString("base64");
			else if (typeof btoa === "function") {
				let s = "";
				for (let i = 0; i < buf.length; ++i) s += String.fromCharCode(buf[i]);
				str = btoa(s);
			} else throw new Error("This environment does not support writing binary tags; either Buffer or btoa is required");
			type ?? (type = Scalar.Scalar.BLOCK_LITERAL);
			if (type !== Scalar.Scalar.QUOTE_DOUBLE) {
				const lineWidth = Math.max(ctx.options.lineWidth - ctx.indent.length, ctx.options.minContentWidth);
				const n = Math.ceil(str.length / lineWidth);
				const lines = new Array(n);
				for (let i = 0, o = 0; i < n; ++i, o += lineWidth) lines[i] = str.substr(o, lineWidth);
				str = lines.join(type === Scalar.Scalar.BLOCK_LITERAL ? "\n" : " ");
			}
			return stringifyString.stringifyString({
				comment,
				type,
				value: str
			}, ctx, onComment, onChompKeep);
		}
	};
	exports.binary = binary;
}));

// node_modules/yaml/dist/schema/yaml-1.1/pairs.js
var require_pairs = /* @__PURE__ */ __commonJSMin(((exports) => {
	var identity = require_identity();
	var Pair = require_Pair();
	var Scalar = require_Scalar();
	var YAMLSeq = require_YAMLSeq();
	function resolvePairs(seq, onError) {
		if (identity.isSeq(seq)) for (let i = 0; i < seq.items.length; ++i) {
			let item = seq.items[i];
			if (identity.isPair(item)) continue;
			else if (identity.isMap(item)) {
				if (item.items.length > 1) onError("Each pair must have its own sequence indicator");
				const pair = item.items[0] || new Pair.Pair(new Scalar.Scalar(null));
				if (item.commentBefore) pair.key.commentBefore = pair.key.commentBefore ? `${item.commentBefore}\n${pair.key.commentBefore}` : item.commentBefore;
				if (item.comment) {
					const cn = pair.value ?? pair.key;
					cn.comment = cn.comment ? `${item.comment}\n${cn.comment}` : item.comment;
				}
				item = pair;
			}
			seq.items[i] = identity.isPair(item) ? item : new Pair.Pair(item);
		}
		else onError("Expected a sequence for this tag");
		return seq;
	}
	function createPairs(schema, iterable, ctx) {
		const { replacer } = ctx;
		const pairs = new YAMLSeq.YAMLSeq(schema);
		pairs.tag = "tag:yaml.org,2002:pairs";
		let i = 0;
		if (iterable && Symbol.iterator in Object(iterable)) for (let it of iterable) {
			if (typeof replacer === "function") it = replacer.call(iterable, String(i++), it);
			let key, value;
			if (Array.isArray(it)) {
				if (it.length === 2) {
					key = it[0];
					value = it[1];
				} else throw new TypeError(`Expected [key, value] tuple: ${it}`);
			} else if (it && it instanceof Object) {
				const keys = Object.keys(it);
				if (keys.length === 1) {
					key = keys[0];
					value = it[key];
				} else throw new TypeError(`Expected tuple with one key, not ${keys.length} keys`);
			} else key = it;
			pairs.items.push(Pair.createPair(key, value, ctx));
		}
		return pairs;
	}
	const pairs = {
		collection: "seq",
		default: false,
		tag: "tag:yaml.org,2002:pairs",
		resolve: resolvePairs,
		createNode: createPairs
	};
	exports.createPairs = createPairs;
	exports.pairs = pairs;
	exports.resolvePairs = resolvePairs;
}));

// node_modules/yaml/dist/schema/yaml-1.1/omap.js
var require_omap = /* @__PURE__ */ __commonJSMin(((exports) => {
	var identity = require_identity();
	var toJS = require_toJS();
	var YAMLMap = require_YAMLMap();
	var YAMLSeq = require_YAMLSeq();
	var pairs = require_pairs();
	var YAMLOMap = class YAMLOMap extends YAMLSeq.YAMLSeq {
		constructor() {
			super();
			this.add = YAMLMap.YAMLMap.prototype.add.bind(this);
			this.delete = YAMLMap.YAMLMap.prototype.delete.bind(this);
			this.get = YAMLMap.YAMLMap.prototype.get.bind(this);
			this.has = YAMLMap.YAMLMap.prototype.has.bind(this);
			this.set = YAMLMap.YAMLMap.prototype.set.bind(this);
			this.tag = YAMLOMap.tag;
		}
		/**
		* If `ctx` is given, the return type is actually `Map<unknown, unknown>`,
		* but TypeScript won't allow widening the signature of a child method.
		*/
		toJSON(_, ctx) {
			if (!ctx) return super.toJSON(_);
			const map = /* @__PURE__ */ new Map();
			if (ctx?.onCreate) ctx.onCreate(map);
			for (const pair of this.items) {
				let key, value;
				if (identity.isPair(pair)) {
					key = toJS.toJS(pair.key, "", ctx);
					value = toJS.toJS(pair.value, key, ctx);
				} else key = toJS.toJS(pair, "", ctx);
				if (map.has(key)) throw new Error("Ordered maps must not include duplicate keys");
				map.set(key, value);
			}
			return map;
		}
		static from(schema, iterable, ctx) {
			const pairs$1 = pairs.createPairs(schema, iterable, ctx);
			const omap = new this();
			omap.items = pairs$1.items;
			return omap;
		}
	};
	YAMLOMap.tag = "tag:yaml.org,2002:omap";
	const omap = {
		collection: "seq",
		identify: (value) => value instanceof Map,
		nodeClass: YAMLOMap,
		default: false,
		tag: "tag:yaml.org,2002:omap",
		resolve(seq, onError) {
			const pairs$1 = pairs.resolvePairs(seq, onError);
			const seenKeys = [];
			for (const { key } of pairs$1.items) if (identity.isScalar(key)) {
				if (seenKeys.includes(key.value)) onError(`Ordered maps must not include duplicate keys: ${key.value}`);
				else seenKeys.push(key.value);
			}
			return Object.assign(new YAMLOMap(), pairs$1);
		},
		createNode: (schema, iterable, ctx) => YAMLOMap.from(schema, iterable, ctx)
	};
	exports.YAMLOMap = YAMLOMap;
	exports.omap = omap;
}));

// node_modules/yaml/dist/schema/yaml-1.1/bool.js
var require_bool = /* @__PURE__ */ __commonJSMin(((exports) => {
	var Scalar = require_Scalar();
	function boolStringify({ value, source }, ctx) {
		if (source && (value ? trueTag : falseTag).test.test(source)) return source;
		return value ? ctx.options.trueStr : ctx.options.falseStr;
	}
	const trueTag = {
		identify: (value) => value === true,
		default: true,
		tag: "tag:yaml.org,2002:bool",
		test: /^(?:Y|y|[Yy]es|YES|[Tt]rue|TRUE|[Oo]n|ON)$/,
		resolve: () => new Scalar.Scalar(true),
		stringify: boolStringify
	};
	const falseTag = {
		identify: (value) => value === false,
		default: true,
		tag: "tag:yaml.org,2002:bool",
		test: /^(?:N|n|[Nn]o|NO|[Ff]alse|FALSE|[Oo]ff|OFF)$/,
		resolve: () => new Scalar.Scalar(false),
		stringify: boolStringify
	};
	exports.falseTag = falseTag;
	exports.trueTag = trueTag;
}));

// node_modules/yaml/dist/schema/yaml-1.1/float.js
var require_float = /* @__PURE__ */ __commonJSMin(((exports) => {
	var Scalar = require_Scalar();
	var stringifyNumber = require_stringifyNumber();
	const floatNaN = {
		identify: (value) => typeof value === "number",
		default: true,
		tag: "tag:yaml.org,2002:float",
		test: /^(?:[-+]?\.(?:inf|Inf|INF)|\.nan|\.NaN|\.NAN)$/,
		resolve: (str) => str.slice(-3).toLowerCase() === "nan" ? NaN : str[0] === "-" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY,
		stringify: stringifyNumber.stringifyNumber
	};
	const floatExp = {
		identify: (value) => typeof value === "number",
		default: true,
		tag: "tag:yaml.org,2002:float",
		format: "EXP",
		test: /^[-+]?(?:[0-9][0-9_]*)?(?:\.[0-9_]*)?[eE][-+]?[0-9]+$/,
		resolve: (str) => parseFloat(str.replace(/_/g, "")),
		stringify(node) {
			const num = Number(node.value);
			return isFinite(num) ? num.toExponential() : stringifyNumber.stringifyNumber(node);
		}
	};
	const float = {
		identify: (value) => typeof value === "number",
		default: true,
		tag: "tag:yaml.org,2002:float",
		test: /^[-+]?(?:[0-9][0-9_]*)?\.[0-9_]*$/,
		resolve(str) {
			const node = new Scalar.Scalar(parseFloat(str.replace(/_/g, "")));
			const dot = str.indexOf(".");
			if (dot !== -1) {
				const f = str.substring(dot + 1).replace(/_/g, "");
				if (f[f.length - 1] === "0") node.minFractionDigits = f.length;
			}
			return node;
		},
		stringify: stringifyNumber.stringifyNumber
	};
	exports.float = float;
	exports.floatExp = floatExp;
	exports.floatNaN = floatNaN;
}));

// node_modules/yaml/dist/schema/yaml-1.1/int.js
var require_int = /* @__PURE__ */ __commonJSMin(((exports) => {
	var stringifyNumber = require_stringifyNumber();
	const intIdentify = (value) => typeof value === "bigint" || Number.isInteger(value);
	function intResolve(str, offset, radix, { intAsBigInt }) {
		const sign = str[0];
		if (sign === "-" || sign === "+") offset += 1;
		str = str.substring(offset).replace(/_/g, "");
		if (intAsBigInt) {
			switch (radix) {
				case 2:
					str = `0b${str}`;
					break;
				case 8:
					str = `0o${str}`;
					break;
				case 16: str = `0x${str}`;
			}
			const n = BigInt(str);
			return sign === "-" ? BigInt(-1) * n : n;
		}
		const n = parseInt(str, radix);
		return sign === "-" ? -1 * n : n;
	}
	function intStringify(node, radix, prefix) {
		const { value } = node;
		if (intIdentify(value)) {
			const str = value.toString(radix);
			return value < 0 ? "-" + prefix + str.substr(1) : prefix + str;
		}
		return stringifyNumber.stringifyNumber(node);
	}
	const intBin = {
		identify: intIdentify,
		default: true,
		tag: "tag:yaml.org,2002:int",
		format: "BIN",
		test: /^[-+]?0b[0-1_]+$/,
		resolve: (str, _onError, opt) => intResolve(str, 2, 2, opt),
		stringify: (node) => intStringify(node, 2, "0b")
	};
	const intOct = {
		identify: intIdentify,
		default: true,
		tag: "tag:yaml.org,2002:int",
		format: "OCT",
		test: /^[-+]?0[0-7_]+$/,
		resolve: (str, _onError, opt) => intResolve(str, 1, 8, opt),
		stringify: (node) => intStringify(node, 8, "0")
	};
	const int = {
		identify: intIdentify,
		default: true,
		tag: "tag:yaml.org,2002:int",
		test: /^[-+]?[0-9][0-9_]*$/,
		resolve: (str, _onError, opt) => intResolve(str, 0, 10, opt),
		stringify: stringifyNumber.stringifyNumber
	};
	const intHex = {
		identify: intIdentify,
		default: true,
		tag: "tag:yaml.org,2002:int",
		format: "HEX",
		test: /^[-+]?0x[0-9a-fA-F_]+$/,
		resolve: (str, _onError, opt) => intResolve(str, 2, 16, opt),
		stringify: (node) => intStringify(node, 16, "0x")
	};
	exports.int = int;
	exports.intBin = intBin;
	exports.intHex = intHex;
	exports.intOct = intOct;
}));

// node_modules/yaml/dist/schema/yaml-1.1/set.js
var require_set = /* @__PURE__ */ __commonJSMin(((exports) => {
	var identity = require_identity();
	var Pair = require_Pair();
	var YAMLMap = require_YAMLMap();
	var YAMLSet = class YAMLSet extends YAMLMap.YAMLMap {
		constructor(schema) {
			super(schema);
			this.tag = YAMLSet.tag;
		}
		add(key) {
			let pair;
			if (identity.isPair(key)) pair = key;
			else if (key && typeof key === "object" && "key" in key && "value" in key && key.value === null) pair = new Pair.Pair(key.key, null);
			else pair = new Pair.Pair(key, null);
			if (!YAMLMap.findPair(this.items, pair.key)) this.items.push(pair);
		}
		/**
		* If `keepPair` is `true`, returns the Pair matching `key`.
		* Otherwise, returns the value of that Pair's key.
		*/
		get(key, keepPair) {
			const pair = YAMLMap.findPair(this.items, key);
			return !keepPair && identity.isPair(pair) ? identity.isScalar(pair.key) ? pair.key.value : pair.key : pair;
		}
		set(key, value) {
			if (typeof value !== "boolean") throw new Error(`Expected boolean value for set(key, value) in a YAML set, not ${typeof value}`);
			const prev = YAMLMap.findPair(this.items, key);
			if (prev && !value) this.items.splice(this.items.indexOf(prev), 1);
			else if (!prev && value) this.items.push(new Pair.Pair(key));
		}
		toJSON(_, ctx) {
			return super.toJSON(_, ctx, Set);
		}
		toString(ctx, onComment, onChompKeep) {
			if (!ctx) return JSON.stringify(this);
			if (this.hasAllNullValues(true)) return super.toString(Object.assign({}, ctx, { allNullValues: true }), onComment, onChompKeep);
			else throw new Error("Set items must all have null values");
		}
		static from(schema, iterable, ctx) {
			const { replacer } = ctx;
			const set = new this(schema);
			if (iterable && Symbol.iterator in Object(iterable)) for (let value of iterable) {
				if (typeof replacer === "function") value = replacer.call(iterable, value, value);
				set.items.push(Pair.createPair(value, null, ctx));
			}
			return set;
		}
	};
	YAMLSet.tag = "tag:yaml.org,2002:set";
	const set = {
		collection: "map",
		identify: (value) => value instanceof Set,
		nodeClass: YAMLSet,
		default: false,
		tag: "tag:yaml.org,2002:set",
		createNode: (schema, iterable, ctx) => YAMLSet.from(schema, iterable, ctx),
		resolve(map, onError) {
			if (identity.isMap(map)) {
				if (map.hasAllNullValues(true)) return Object.assign(new YAMLSet(), map);
				else onError("Set items must all have null values");
			} else onError("Expected a mapping for this tag");
			return map;
		}
	};
	exports.YAMLSet = YAMLSet;
	exports.set = set;
}));

// node_modules/yaml/dist/schema/yaml-1.1/timestamp.js
var require_timestamp = /* @__PURE__ */ __commonJSMin(((exports) => {
	var stringifyNumber = require_stringifyNumber();
	/** Internal types handle bigint as number, because TS can't figure it out. */
	function parseSexagesimal(str, asBigInt) {
		const sign = str[0];
		const parts = sign === "-" || sign === "+" ? str.substring(1) : str;
		const num = (n) => asBigInt ? BigInt(n) : Number(n);
		const res = parts.replace(/_/g, "").split(":").reduce((res, p) => res * num(60) + num(p), num(0));
		return sign === "-" ? num(-1) * res : res;
	}
	/**
	* hhhh:mm:ss.sss
	*
	* Internal types handle bigint as number, because TS can't figure it out.
	*/
	function stringifySexagesimal(node) {
		let { value } = node;
		let num = (n) => n;
		if (typeof value === "bigint") num = (n) => BigInt(n);
		else if (isNaN(value) || !isFinite(value)) return stringifyNumber.stringifyNumber(node);
		let sign = "";
		if (value < 0) {
			sign = "-";
			value *= num(-1);
		}
		const _60 = num(60);
		const parts = [value % _60];
		if (value < 60) parts.unshift(0);
		else {
			value = (value - parts[0]) / _60;
			parts.unshift(value % _60);
			if (value >= 60) {
				value = (value - parts[0]) / _60;
				parts.unshift(value);
			}
		}
		return sign + parts.map((n) => String(n).padStart(2, "0")).join(":").replace(/000000\d*$/, "");
	}
	const intTime = {
		identify: (value) => typeof value === "bigint" || Number.isInteger(value),
		default: true,
		tag: "tag:yaml.org,2002:int",
		format: "TIME",
		test: /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+$/,
		resolve: (str, _onError, { intAsBigInt }) => parseSexagesimal(str, intAsBigInt),
		stringify: stringifySexagesimal
	};
	const floatTime = {
		identify: (value) => typeof value === "number",
		default: true,
		tag: "tag:yaml.org,2002:float",
		format: "TIME",
		test: /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*$/,
		resolve: (str) => parseSexagesimal(str, false),
		stringify: stringifySexagesimal
	};
	const timestamp = {
		identify: (value) => value instanceof Date,
		default: true,
		tag: "tag:yaml.org,2002:timestamp",
		test: RegExp("^([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:(?:t|T|[ \\t]+)([0-9]{1,2}):([0-9]{1,2}):([0-9]{1,2}(\\.[0-9]+)?)(?:[ \\t]*(Z|[-+][012]?[0-9](?::[0-9]{2})?))?)?$"),
		resolve(str) {
			const match = str.match(timestamp.test);
			if (!match) throw new Error("!!timestamp expects a date, starting with yyyy-mm-dd");
			const [, year, month, day, hour, minute, second] = match.map(Number);
			const millisec = match[7] ? Number((match[7] + "00").substr(1, 3)) : 0;
			let date = Date.UTC(year, month - 1, day, hour || 0, minute || 0, second || 0, millisec);
			const tz = match[8];
			if (tz && tz !== "Z") {
				let d = parseSexagesimal(tz, false);
				if (Math.abs(d) < 30) d *= 60;
				date -= 6e4 * d;
			}
			return new Date(date);
		},
		stringify: ({ value }) => value?.toISOString().replace(/(T00:00:00)?\.000Z$/, "") ?? ""
	};
	exports.floatTime = floatTime;
	exports.intTime = intTime;
	exports.timestamp = timestamp;
}));

// node_modules/yaml/dist/schema/yaml-1.1/schema.js
var require_schema = /* @__PURE__ */ __commonJSMin(((exports) => {
	var map = require_map();
	var _null = require_null();
	var seq = require_seq();
	var string = require_string();
	var binary = require_binary();
	var bool = require_bool();
	var float = require_float();
	var int = require_int();
	var merge = require_merge();
	var omap = require_omap();
	var pairs = require_pairs();
	var set = require_set();
	var timestamp = require_timestamp();
	const schema = [
		map.map,
		seq.seq,
		string.string,
		_null.nullTag,
		bool.trueTag,
		bool.falseTag,
		int.intBin,
		int.intOct,
		int.int,
		int.intHex,
		float.floatNaN,
		float.floatExp,
		float.float,
		binary.binary,
		merge.merge,
		omap.omap,
		pairs.pairs,
		set.set,
		timestamp.intTime,
		timestamp.floatTime,
		timestamp.timestamp
	];
	exports.schema = schema;
}));

// node_modules/yaml/dist/schema/tags.js
var require_tags = /* @__PURE__ */ __commonJSMin(((exports) => {
	var map = require_map();
	var _null = require_null();
	var seq = require_seq();
	var string = require_string();
	var bool = require_bool$1();
	var float = require_float$1();
	var int = require_int$1();
	var schema = require_schema$2();
	var schema$1 = require_schema$1();
	var binary = require_binary();
	var merge = require_merge();
	var omap = require_omap();
	var pairs = require_pairs();
	var schema$2 = require_schema();
	var set = require_set();
	var timestamp = require_timestamp();
	const schemas = /* @__PURE__ */ new Map([
		["core", schema.schema],
		["failsafe", [
			map.map,
			seq.seq,
			string.string
		]],
		["json", schema$1.schema],
		["yaml11", schema$2.schema],
		["yaml-1.1", schema$2.schema]
	]);
	const tagsByName = {
		binary: binary.binary,
		bool: bool.boolTag,
		float: float.float,
		floatExp: float.floatExp,
		floatNaN: float.floatNaN,
		floatTime: timestamp.floatTime,
		int: int.int,
		intHex: int.intHex,
		intOct: int.intOct,
		intTime: timestamp.intTime,
		map: map.map,
		merge: merge.merge,
		null: _null.nullTag,
		omap: omap.omap,
		pairs: pairs.pairs,
		seq: seq.seq,
		set: set.set,
		timestamp: timestamp.timestamp
	};
	const coreKnownTags = {
		"tag:yaml.org,2002:binary": binary.binary,
		"tag:yaml.org,2002:merge": merge.merge,
		"tag:yaml.org,2002:omap": omap.omap,
		"tag:yaml.org,2002:pairs": pairs.pairs,
		"tag:yaml.org,2002:set": set.set,
		"tag:yaml.org,2002:timestamp": timestamp.timestamp
	};
	function getTags(customTags, schemaName, addMergeTag) {
		const schemaTags = schemas.get(schemaName);
		if (schemaTags && !customTags) return addMergeTag && !schemaTags.includes(merge.merge) ? schemaTags.concat(merge.merge) : schemaTags.slice();
		let tags = schemaTags;
		if (!tags) {
			if (Array.isArray(customTags)) tags = [];
			else {
				const keys = Array.from(schemas.keys()).filter((key) => key !== "yaml11").map((key) => JSON.stringify(key)).join(", ");
				throw new Error(`Unknown schema "${schemaName}"; use one of ${keys} or define customTags array`);
			}
		}
		if (Array.isArray(customTags)) for (const tag of customTags) tags = tags.concat(tag);
		else if (typeof customTags === "function") tags = customTags(tags.slice());
		if (addMergeTag) tags = tags.concat(merge.merge);
		return tags.reduce((tags, tag) => {
			const tagObj = typeof tag === "string" ? tagsByName[tag] : tag;
			if (!tagObj) {
				const tagName = JSON.stringify(tag);
				const keys = Object.keys(tagsByName).map((key) => JSON.stringify(key)).join(", ");
				throw new Error(`Unknown custom tag ${tagName}; use one of ${keys}`);
			}
			if (!tags.includes(tagObj)) tags.push(tagObj);
			return tags;
		}, []);
	}
	exports.coreKnownTags = coreKnownTags;
	exports.getTags = getTags;
}));

// node_modules/yaml/dist/schema/Schema.js
var require_Schema = /* @__PURE__ */ __commonJSMin(((exports) => {
	var identity = require_identity();
	var map = require_map();
	var seq = require_seq();
	var string = require_string();
	var tags = require_tags();
	const sortMapEntriesByKey = (a, b) => a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
	var Schema = class Schema {
		constructor({ compat, customTags, merge, resolveKnownTags, schema, sortMapEntries, toStringDefaults }) {
			this.compat = Array.isArray(compat) ? tags.getTags(compat, "compat") : compat ? tags.getTags(null, compat) : null;
			this.name = typeof schema === "string" && schema || "core";
			this.knownTags = resolveKnownTags ? tags.coreKnownTags : {};
			this.tags = tags.getTags(customTags, this.name, merge);
			this.toStringOptions = toStringDefaults ?? null;
			Object.defineProperty(this, identity.MAP, { value: map.map });
			Object.defineProperty(this, identity.SCALAR, { value: string.string });
			Object.defineProperty(this, identity.SEQ, { value: seq.seq });
			this.sortMapEntries = typeof sortMapEntries === "function" ? sortMapEntries : sortMapEntries === true ? sortMapEntriesByKey : null;
		}
		clone() {
			const copy = Object.create(Schema.prototype, Object.getOwnPropertyDescriptors(this));
			copy.tags = this.tags.slice();
			return copy;
		}
	};
	exports.Schema = Schema;
}));

// node_modules/yaml/dist/stringify/stringifyDocument.js
var require_stringifyDocument = /* @__PURE__ */ __commonJSMin(((exports) => {
	var identity = require_identity();
	var stringify = require_stringify();
	var stringifyComment = require_stringifyComment();
	function stringifyDocument(doc, options) {
		const lines = [];
		let hasDirectives = options.directives === true;
		if (options.directives !== false && doc.directives) {
			const dir = doc.directives.toString(doc);
			if (dir) {
				lines.push(dir);
				hasDirectives = true;
			} else if (doc.directives.docStart) hasDirectives = true;
		}
		if (hasDirectives) lines.push("---");
		const ctx = stringify.createStringifyContext(doc, options);
		const { commentString } = ctx.options;
		if (doc.commentBefore) {
			if (lines.length !== 1) lines.unshift("");
			const cs = commentString(doc.commentBefore);
			lines.unshift(stringifyComment.indentComment(cs, ""));
		}
		let chompKeep = false;
		let contentComment = null;
		if (doc.contents) {
			if (identity.isNode(doc.contents)) {
				if (doc.contents.spaceBefore && hasDirectives) lines.push("");
				if (doc.contents.commentBefore) {
					const cs = commentString(doc.contents.commentBefore);
					lines.push(stringifyComment.indentComment(cs, ""));
				}
				ctx.forceBlockIndent = !!doc.comment;
				contentComment = doc.contents.comment;
			}
			const onChompKeep = contentComment ? void 0 : () => chompKeep = true;
			let body = stringify.stringify(doc.contents, ctx, () => contentComment = null, onChompKeep);
			if (contentComment) body += stringifyComment.lineComment(body, "", commentString(contentComment));
			if ((body[0] === "|" || body[0] === ">") && lines[lines.length - 1] === "---") lines[lines.length - 1] = `--- ${body}`;
			else lines.push(body);
		} else lines.push(stringify.stringify(doc.contents, ctx));
		if (doc.directives?.docEnd) {
			if (doc.comment) {
				const cs = commentString(doc.comment);
				if (cs.includes("\n")) {
					lines.push("...");
					lines.push(stringifyComment.indentComment(cs, ""));
				} else lines.push(`... ${cs}`);
			} else lines.push("...");
		} else {
			let dc = doc.comment;
			if (dc && chompKeep) dc = dc.replace(/^\n+/, "");
			if (dc) {
				if ((!chompKeep || contentComment) && lines[lines.length - 1] !== "") lines.push("");
				lines.push(stringifyComment.indentComment(commentString(dc), ""));
			}
		}
		return lines.join("\n") + "\n";
	}
	exports.stringifyDocument = stringifyDocument;
}));

// node_modules/yaml/dist/doc/Document.js
var require_Document = /* @__PURE__ */ __commonJSMin(((exports) => {
	var Alias = require_Alias();
	var Collection = require_Collection();
	var identity = require_identity();
	var Pair = require_Pair();
	var toJS = require_toJS();
	var Schema = require_Schema();
	var stringifyDocument = require_stringifyDocument();
	var anchors = require_anchors();
	var applyReviver = require_applyReviver();
	var createNode = require_createNode();
	var directives = require_directives();
	var Document = class Document {
		constructor(value, replacer, options) {
			/** A comment before this Document */
			this.commentBefore = null;
			/** A comment immediately after this Document */
			this.comment = null;
			/** Errors encountered during parsing. */
			this.errors = [];
			/** Warnings encountered during parsing. */
			this.warnings = [];
			Object.defineProperty(this, identity.NODE_TYPE, { value: identity.DOC });
			let _replacer = null;
			if (typeof replacer === "function" || Array.isArray(replacer)) _replacer = replacer;
			else if (options === void 0 && replacer) {
				options = replacer;
				replacer = void 0;
			}
			const opt = Object.assign({
				intAsBigInt: false,
				keepSourceTokens: false,
				logLevel: "warn",
				prettyErrors: true,
				strict: true,
				stringKeys: false,
				uniqueKeys: true,
				version: "1.2"
			}, options);
			this.options = opt;
			let { version } = opt;
			if (options?._directives) {
				this.directives = options._directives.atDocument();
				if (this.directives.yaml.explicit) version = this.directives.yaml.version;
			} else this.directives = new directives.Directives({ version });
			this.setSchema(version, options);
			this.contents = value === void 0 ? null : this.createNode(value, _replacer, options);
		}
		/**
		* Create a deep copy of this Document and its contents.
		*
		* Custom Node values that inherit from `Object` still refer to their original instances.
		*/
		clone() {
			const copy = Object.create(Document.prototype, { [identity.NODE_TYPE]: { value: identity.DOC } });
			copy.commentBefore = this.commentBefore;
			copy.comment = this.comment;
			copy.errors = this.errors.slice();
			copy.warnings = this.warnings.slice();
			copy.options = Object.assign({}, this.options);
			if (this.directives) copy.directives = this.directives.clone();
			copy.schema = this.schema.clone();
			copy.contents = identity.isNode(this.contents) ? this.contents.clone(copy.schema) : this.contents;
			if (this.range) copy.range = this.range.slice();
			return copy;
		}
		/** Adds a value to the document. */
		add(value) {
			if (assertCollection(this.contents)) this.contents.add(value);
		}
		/** Adds a value to the document. */
		addIn(path, value) {
			if (assertCollection(this.contents)) this.contents.addIn(path, value);
		}
		/**
		* Create a new `Alias` node, ensuring that the target `node` has the required anchor.
		*
		* If `node` already has an anchor, `name` is ignored.
		* Otherwise, the `node.anchor` value will be set to `name`,
		* or if an anchor with that name is already present in the document,
		* `name` will be used as a prefix for a new unique anchor.
		* If `name` is undefined, the generated anchor will use 'a' as a prefix.
		*/
		createAlias(node, name) {
			if (!node.anchor) {
				const prev = anchors.anchorNames(this);
				node.anchor = !name || prev.has(name) ? anchors.findNewAnchor(name || "a", prev) : name;
			}
			return new Alias.Alias(node.anchor);
		}
		createNode(value, replacer, options) {
			let _replacer = void 0;
			if (typeof replacer === "function") {
				value = replacer.call({ "": value }, "", value);
				_replacer = replacer;
			} else if (Array.isArray(replacer)) {
				const keyToStr = (v) => typeof v === "number" || v instanceof String || v instanceof Number;
				const asStr = replacer.filter(keyToStr).map(String);
				if (asStr.length > 0) replacer = replacer.concat(asStr);
				_replacer = replacer;
			} else if (options === void 0 && replacer) {
				options = replacer;
				replacer = void 0;
			}
			const { aliasDuplicateObjects, anchorPrefix, flow, keepUndefined, onTagObj, tag } = options ?? {};
			const { onAnchor, setAnchors, sourceObjects } = anchors.createNodeAnchors(this, anchorPrefix || "a");
			const ctx = {
				aliasDuplicateObjects: aliasDuplicateObjects ?? true,
				keepUndefined: keepUndefined ?? false,
				onAnchor,
				onTagObj,
				replacer: _replacer,
				schema: this.schema,
				sourceObjects
			};
			const node = createNode.createNode(value, tag, ctx);
			if (flow && identity.isCollection(node)) node.flow = true;
			setAnchors();
			return node;
		}
		/**
		* Convert a key and a value into a `Pair` using the current schema,
		* recursively wrapping all values as `Scalar` or `Collection` nodes.
		*/
		createPair(key, value, options = {}) {
			const k = this.createNode(key, null, options);
			const v = this.createNode(value, null, options);
			return new Pair.Pair(k, v);
		}
		/**
		* Removes a value from the document.
		* @returns `true` if the item was found and removed.
		*/
		delete(key) {
			return assertCollection(this.contents) ? this.contents.delete(key) : false;
		}
		/**
		* Removes a value from the document.
		* @returns `true` if the item was found and removed.
		*/
		deleteIn(path) {
			if (Collection.isEmptyPath(path)) {
				if (this.contents == null) return false;
				this.contents = null;
				return true;
			}
			return assertCollection(this.contents) ? this.contents.deleteIn(path) : false;
		}
		/**
		* Returns item at `key`, or `undefined` if not found. By default unwraps
		* scalar values from their surrounding node; to disable set `keepScalar` to
		* `true` (collections are always returned intact).
		*/
		get(key, keepScalar) {
			return identity.isCollection(this.contents) ? this.contents.get(key, keepScalar) : void 0;
		}
		/**
		* Returns item at `path`, or `undefined` if not found. By default unwraps
		* scalar values from their surrounding node; to disable set `keepScalar` to
		* `true` (collections are always returned intact).
		*/
		getIn(path, keepScalar) {
			if (Collection.isEmptyPath(path)) return !keepScalar && identity.isScalar(this.contents) ? this.contents.value : this.contents;
			return identity.isCollection(this.contents) ? this.contents.getIn(path, keepScalar) : void 0;
		}
		/**
		* Checks if the document includes a value with the key `key`.
		*/
		has(key) {
			return identity.isCollection(this.contents) ? this.contents.has(key) : false;
		}
		/**
		* Checks if the document includes a value at `path`.
		*/
		hasIn(path) {
			if (Collection.isEmptyPath(path)) return this.contents !== void 0;
			return identity.isCollection(this.contents) ? this.contents.hasIn(path) : false;
		}
		/**
		* Sets a value in this document. For `!!set`, `value` needs to be a
		* boolean to add/remove the item from the set.
		*/
		set(key, value) {
			if (this.contents == null) this.contents = Collection.collectionFromPath(this.schema, [key], value);
			else if (assertCollection(this.contents)) this.contents.set(key, value);
		}
		/**
		* Sets a value in this document. For `!!set`, `value` needs to be a
		* boolean to add/remove the item from the set.
		*/
		setIn(path, value) {
			if (Collection.isEmptyPath(path)) this.contents = value;
			else if (this.contents == null) this.contents = Collection.collectionFromPath(this.schema, Array.from(path), value);
			else if (assertCollection(this.contents)) this.contents.setIn(path, value);
		}
		/**
		* Change the YAML version and schema used by the document.
		* A `null` version disables support for directives, explicit tags, anchors, and aliases.
		* It also requires the `schema` option to be given as a `Schema` instance value.
		*
		* Overrides all previously set schema options.
		*/
		setSchema(version, options = {}) {
			if (typeof version === "number") version = String(version);
			let opt;
			switch (version) {
				case "1.1":
					if (this.directives) this.directives.yaml.version = "1.1";
					else this.directives = new directives.Directives({ version: "1.1" });
					opt = {
						resolveKnownTags: false,
						schema: "yaml-1.1"
					};
					break;
				case "1.2":
				case "next":
					if (this.directives) this.directives.yaml.version = version;
					else this.directives = new directives.Directives({ version });
					opt = {
						resolveKnownTags: true,
						schema: "core"
					};
					break;
				case null:
					if (this.directives) delete this.directives;
					opt = null;
					break;
				default: {
					const sv = JSON.stringify(version);
					throw new Error(`Expected '1.1', '1.2' or null as first argument, but found: ${sv}`);
				}
			}
			if (options.schema instanceof Object) this.schema = options.schema;
			else if (opt) this.schema = new Schema.Schema(Object.assign(opt, options));
			else throw new Error(`With a null YAML version, the { schema: Schema } option is required`);
		}
		toJS({ json, jsonArg, mapAsMap, maxAliasCount, onAnchor, reviver } = {}) {
			const ctx = {
				anchors: /* @__PURE__ */ new Map(),
				doc: this,
				keep: !json,
				mapAsMap: mapAsMap === true,
				mapKeyWarned: false,
				maxAliasCount: typeof maxAliasCount === "number" ? maxAliasCount : 100
			};
			const res = toJS.toJS(this.contents, jsonArg ?? "", ctx);
			if (typeof onAnchor === "function") for (const { count, res } of ctx.anchors.values()) onAnchor(res, count);
			return typeof reviver === "function" ? applyReviver.applyReviver(reviver, { "": res }, "", res) : res;
		}
		/**
		* A JSON representation of the document `contents`.
		*
		* @param jsonArg Used by `JSON.stringify` to indicate the array index or
		*   property name.
		*/
		toJSON(jsonArg, onAnchor) {
			return this.toJS({
				json: true,
				jsonArg,
				mapAsMap: false,
				onAnchor
			});
		}
		/** A YAML representation of the document. */
		toString(options = {}) {
			if (this.errors.length > 0) throw new Error("Document with errors cannot be stringified");
			if ("indent" in options && (!Number.isInteger(options.indent) || Number(options.indent) <= 0)) {
				const s = JSON.stringify(options.indent);
				throw new Error(`"indent" option must be a positive integer, not ${s}`);
			}
			return stringifyDocument.stringifyDocument(this, options);
		}
	};
	function assertCollection(contents) {
		if (identity.isCollection(contents)) return true;
		throw new Error("Expected a YAML collection as document contents");
	}
	exports.Document = Document;
}));

// node_modules/yaml/dist/errors.js
var require_errors = /* @__PURE__ */ __commonJSMin(((exports) => {
	var YAMLError = class extends Error {
		constructor(name, pos, code, message) {
			super();
			this.name = name;
			this.code = code;
			this.message = message;
			this.pos = pos;
		}
	};
	var YAMLParseError = class extends YAMLError {
		constructor(pos, code, message) {
			super("YAMLParseError", pos, code, message);
		}
	};
	var YAMLWarning = class extends YAMLError {
		constructor(pos, code, message) {
			super("YAMLWarning", pos, code, message);
		}
	};
	const prettifyError = (src, lc) => (error) => {
		if (error.pos[0] === -1) return;
		error.linePos = error.pos.map((pos) => lc.linePos(pos));
		const { line, col } = error.linePos[0];
		error.message += ` at line ${line}, column ${col}`;
		let ci = col - 1;
		let lineStr = src.substring(lc.lineStarts[line - 1], lc.lineStarts[line]).replace(/[\n\r]+$/, "");
		if (ci >= 60 && lineStr.length > 80) {
			const trimStart = Math.min(ci - 39, lineStr.length - 79);
			lineStr = "…" + lineStr.substring(trimStart);
			ci -= trimStart - 1;
		}
		if (lineStr.length > 80) lineStr = lineStr.substring(0, 79) + "…";
		if (line > 1 && /^ *$/.test(lineStr.substring(0, ci))) {
			let prev = src.substring(lc.lineStarts[line - 2], lc.lineStarts[line - 1]);
			if (prev.length > 80) prev = prev.substring(0, 79) + "…\n";
			lineStr = prev + lineStr;
		}
		if (/[^ ]/.test(lineStr)) {
			let count = 1;
			const end = error.linePos[1];
			if (end?.line === line && end.col > col) count = Math.max(1, Math.min(end.col - col, 80 - ci));
			const pointer = " ".repeat(ci) + "^".repeat(count);
			error.message += `:\n\n${lineStr}\n${pointer}\n`;
		}
	};
	exports.YAMLError = YAMLError;
	exports.YAMLParseError = YAMLParseError;
	exports.YAMLWarning = YAMLWarning;
	exports.prettifyError = prettifyError;
}));

// node_modules/yaml/dist/compose/resolve-props.js
var require_resolve_props = /* @__PURE__ */ __commonJSMin(((exports) => {
	function resolveProps(tokens, { flow, indicator, next, offset, onError, parentIndent, startOnNewline }) {
		let spaceBefore = false;
		let atNewline = startOnNewline;
		let hasSpace = startOnNewline;
		let comment = "";
		let commentSep = "";
		let hasNewline = false;
		let reqSpace = false;
		let tab = null;
		let anchor = null;
		let tag = null;
		let newlineAfterProp = null;
		let comma = null;
		let found = null;
		let start = null;
		for (const token of tokens) {
			if (reqSpace) {
				if (token.type !== "space" && token.type !== "newline" && token.type !== "comma") onError(token.offset, "MISSING_CHAR", "Tags and anchors must be separated from the next token by white space");
				reqSpace = false;
			}
			if (tab) {
				if (atNewline && token.type !== "comment" && token.type !== "newline") onError(tab, "TAB_AS_INDENT", "Tabs are not allowed as indentation");
				tab = null;
			}
			switch (token.type) {
				case "space":
					if (!flow && (indicator !== "doc-start" || next?.type !== "flow-collection") && token.source.includes("	")) tab = token;
					hasSpace = true;
					break;
				case "comment": {
					if (!hasSpace) onError(token, "MISSING_CHAR", "Comments must be separated from other tokens by white space characters");
					const cb = token.source.substring(1) || " ";
					if (!comment) comment = cb;
					else comment += commentSep + cb;
					commentSep = "";
					atNewline = false;
					break;
				}
				case "newline":
					if (atNewline) {
						if (comment) comment += token.source;
						else if (!found || indicator !== "seq-item-ind") spaceBefore = true;
					} else commentSep += token.source;
					atNewline = true;
					hasNewline = true;
					if (anchor || tag) newlineAfterProp = token;
					hasSpace = true;
					break;
				case "anchor":
					if (anchor) onError(token, "MULTIPLE_ANCHORS", "A node can have at most one anchor");
					if (token.source.endsWith(":")) onError(token.offset + token.source.length - 1, "BAD_ALIAS", "Anchor ending in : is ambiguous", true);
					anchor = token;
					start ?? (start = token.offset);
					atNewline = false;
					hasSpace = false;
					reqSpace = true;
					break;
				case "tag":
					if (tag) onError(token, "MULTIPLE_TAGS", "A node can have at most one tag");
					tag = token;
					start ?? (start = token.offset);
					atNewline = false;
					hasSpace = false;
					reqSpace = true;
					break;
				case indicator:
					if (anchor || tag) onError(token, "BAD_PROP_ORDER", `Anchors and tags must be after the ${token.source} indicator`);
					if (found) onError(token, "UNEXPECTED_TOKEN", `Unexpected ${token.source} in ${flow ?? "collection"}`);
					found = token;
					atNewline = indicator === "seq-item-ind" || indicator === "explicit-key-ind";
					hasSpace = false;
					break;
				case "comma": if (flow) {
					if (comma) onError(token, "UNEXPECTED_TOKEN", `Unexpected , in ${flow}`);
					comma = token;
					atNewline = false;
					hasSpace = false;
					break;
				}
				default:
					onError(token, "UNEXPECTED_TOKEN", `Unexpected ${token.type} token`);
					atNewline = false;
					hasSpace = false;
			}
		}
		const last = tokens[tokens.length - 1];
		const end = last ? last.offset + last.source.length : offset;
		if (reqSpace && next && next.type !== "space" && next.type !== "newline" && next.type !== "comma" && (next.type !== "scalar" || next.source !== "")) onError(next.offset, "MISSING_CHAR", "Tags and anchors must be separated from the next token by white space");
		if (tab && (atNewline && tab.indent <= parentIndent || next?.type === "block-map" || next?.type === "block-seq")) onError(tab, "TAB_AS_INDENT", "Tabs are not allowed as indentation");
		return {
			comma,
			found,
			spaceBefore,
			comment,
			hasNewline,
			anchor,
			tag,
			newlineAfterProp,
			end,
			start: start ?? end
		};
	}
	exports.resolveProps = resolveProps;
}));

// node_modules/yaml/dist/compose/util-contains-newline.js
var require_util_contains_newline = /* @__PURE__ */ __commonJSMin(((exports) => {
	function containsNewline(key) {
		if (!key) return null;
		switch (key.type) {
			case "alias":
			case "scalar":
			case "double-quoted-scalar":
			case "single-quoted-scalar":
				if (key.source.includes("\n")) return true;
				if (key.end) {
					for (const st of key.end) if (st.type === "newline") return true;
				}
				return false;
			case "flow-collection":
				for (const it of key.items) {
					for (const st of it.start) if (st.type === "newline") return true;
					if (it.sep) {
						for (const st of it.sep) if (st.type === "newline") return true;
					}
					if (containsNewline(it.key) || containsNewline(it.value)) return true;
				}
				return false;
			default: return true;
		}
	}
	exports.containsNewline = containsNewline;
}));

// node_modules/yaml/dist/compose/util-flow-indent-check.js
var require_util_flow_indent_check = /* @__PURE__ */ __commonJSMin(((exports) => {
	var utilContainsNewline = require_util_contains_newline();
	function flowIndentCheck(indent, fc, onError) {
		if (fc?.type === "flow-collection") {
			const end = fc.end[0];
			if (end.indent === indent && (end.source === "]" || end.source === "}") && utilContainsNewline.containsNewline(fc)) onError(end, "BAD_INDENT", "Flow end indicator should be more indented than parent", true);
		}
	}
	exports.flowIndentCheck = flowIndentCheck;
}));

// node_modules/yaml/dist/compose/util-map-includes.js
var require_util_map_includes = /* @__PURE__ */ __commonJSMin(((exports) => {
	var identity = require_identity();
	function mapIncludes(ctx, items, search) {
		const { uniqueKeys } = ctx.options;
		if (uniqueKeys === false) return false;
		const isEqual = typeof uniqueKeys === "function" ? uniqueKeys : (a, b) => a === b || identity.isScalar(a) && identity.isScalar(b) && a.value === b.value;
		return items.some((pair) => isEqual(pair.key, search));
	}
	exports.mapIncludes = mapIncludes;
}));

// node_modules/yaml/dist/compose/resolve-block-map.js
var require_resolve_block_map = /* @__PURE__ */ __commonJSMin(((exports) => {
	var Pair = require_Pair();
	var YAMLMap = require_YAMLMap();
	var resolveProps = require_resolve_props();
	var utilContainsNewline = require_util_contains_newline();
	var utilFlowIndentCheck = require_util_flow_indent_check();
	var utilMapIncludes = require_util_map_includes();
	const startColMsg = "All mapping items must start at the same column";
	function resolveBlockMap({ composeNode, composeEmptyNode }, ctx, bm, onError, tag) {
		const map = new ((tag?.nodeClass) ?? YAMLMap.YAMLMap)(ctx.schema);
		if (ctx.atRoot) ctx.atRoot = false;
		let offset = bm.offset;
		let commentEnd = null;
		for (const collItem of bm.items) {
			const { start, key, sep, value } = collItem;
			const keyProps = resolveProps.resolveProps(start, {
				indicator: "explicit-key-ind",
				next: key ?? sep?.[0],
				offset,
				onError,
				parentIndent: bm.indent,
				startOnNewline: true
			});
			const implicitKey = !keyProps.found;
			if (implicitKey) {
				if (key) {
					if (key.type === "block-seq") onError(offset, "BLOCK_AS_IMPLICIT_KEY", "A block sequence may not be used as an implicit map key");
					else if ("indent" in key && key.indent !== bm.indent) onError(offset, "BAD_INDENT", startColMsg);
				}
				if (!keyProps.anchor && !keyProps.tag && !sep) {
					commentEnd = keyProps.end;
					if (keyProps.comment) {
						if (map.comment) map.comment += "\n" + keyProps.comment;
						else map.comment = keyProps.comment;
					}
					continue;
				}
				if (keyProps.newlineAfterProp || utilContainsNewline.containsNewline(key)) onError(key ?? start[start.length - 1], "MULTILINE_IMPLICIT_KEY", "Implicit keys need to be on a single line");
			} else if (keyProps.found?.indent !== bm.indent) onError(offset, "BAD_INDENT", startColMsg);
			ctx.atKey = true;
			const keyStart = keyProps.end;
			const keyNode = key ? composeNode(ctx, key, keyProps, onError) : composeEmptyNode(ctx, keyStart, start, null, keyProps, onError);
			if (ctx.schema.compat) utilFlowIndentCheck.flowIndentCheck(bm.indent, key, onError);
			ctx.atKey = false;
			if (utilMapIncludes.mapIncludes(ctx, map.items, keyNode)) onError(keyStart, "DUPLICATE_KEY", "Map keys must be unique");
			const valueProps = resolveProps.resolveProps(sep ?? [], {
				indicator: "map-value-ind",
				next: value,
				offset: keyNode.range[2],
				onError,
				parentIndent: bm.indent,
				startOnNewline: !key || key.type === "block-scalar"
			});
			offset = valueProps.end;
			if (valueProps.found) {
				if (implicitKey) {
					if (value?.type === "block-map" && !valueProps.hasNewline) onError(offset, "BLOCK_AS_IMPLICIT_KEY", "Nested mappings are not allowed in compact mappings");
					if (ctx.options.strict && keyProps.start < valueProps.found.offset - 1024) onError(keyNode.range, "KEY_OVER_1024_CHARS", "The : indicator must be at most 1024 chars after the start of an implicit block mapping key");
				}
				const valueNode = value ? composeNode(ctx, value, valueProps, onError) : composeEmptyNode(ctx, offset, sep, null, valueProps, onError);
				if (ctx.schema.compat) utilFlowIndentCheck.flowIndentCheck(bm.indent, value, onError);
				offset = valueNode.range[2];
				const pair = new Pair.Pair(keyNode, valueNode);
				if (ctx.options.keepSourceTokens) pair.srcToken = collItem;
				map.items.push(pair);
			} else {
				if (implicitKey) onError(keyNode.range, "MISSING_CHAR", "Implicit map keys need to be followed by map values");
				if (valueProps.comment) {
					if (keyNode.comment) keyNode.comment += "\n" + valueProps.comment;
					else keyNode.comment = valueProps.comment;
				}
				const pair = new Pair.Pair(keyNode);
				if (ctx.options.keepSourceTokens) pair.srcToken = collItem;
				map.items.push(pair);
			}
		}
		if (commentEnd && commentEnd < offset) onError(commentEnd, "IMPOSSIBLE", "Map comment with trailing content");
		map.range = [
			bm.offset,
			offset,
			commentEnd ?? offset
		];
		return map;
	}
	exports.resolveBlockMap = resolveBlockMap;
}));

// node_modules/yaml/dist/compose/resolve-block-seq.js
var require_resolve_block_seq = /* @__PURE__ */ __commonJSMin(((exports) => {
	var YAMLSeq = require_YAMLSeq();
	var resolveProps = require_resolve_props();
	var utilFlowIndentCheck = require_util_flow_indent_check();
	function resolveBlockSeq({ composeNode, composeEmptyNode }, ctx, bs, onError, tag) {
		const seq = new ((tag?.nodeClass) ?? YAMLSeq.YAMLSeq)(ctx.schema);
		if (ctx.atRoot) ctx.atRoot = false;
		if (ctx.atKey) ctx.atKey = false;
		let offset = bs.offset;
		let commentEnd = null;
		for (const { start, value } of bs.items) {
			const props = resolveProps.resolveProps(start, {
				indicator: "seq-item-ind",
				next: value,
				offset,
				onError,
				parentIndent: bs.indent,
				startOnNewline: true
			});
			if (!props.found) {
				if (props.anchor || props.tag || value) {
					if (value?.type === "block-seq") onError(props.end, "BAD_INDENT", "All sequence items must start at the same column");
					else onError(offset, "MISSING_CHAR", "Sequence item without - indicator");
				} else {
					commentEnd = props.end;
					if (props.comment) seq.comment = props.comment;
					continue;
				}
			}
			const node = value ? composeNode(ctx, value, props, onError) : composeEmptyNode(ctx, props.end, start, null, props, onError);
			if (ctx.schema.compat) utilFlowIndentCheck.flowIndentCheck(bs.indent, value, onError);
			offset = node.range[2];
			seq.items.push(node);
		}
		seq.range = [
			bs.offset,
			offset,
			commentEnd ?? offset
		];
		return seq;
	}
	exports.resolveBlockSeq = resolveBlockSeq;
}));

// node_modules/yaml/dist/compose/resolve-end.js
var require_resolve_end = /* @__PURE__ */ __commonJSMin(((exports) => {
	function resolveEnd(end, offset, reqSpace, onError) {
		let comment = "";
		if (end) {
			let hasSpace = false;
			let sep = "";
			for (const token of end) {
				const { source, type } = token;
				switch (type) {
					case "space":
						hasSpace = true;
						break;
					case "comment": {
						if (reqSpace && !hasSpace) onError(token, "MISSING_CHAR", "Comments must be separated from other tokens by white space characters");
						const cb = source.substring(1) || " ";
						if (!comment) comment = cb;
						else comment += sep + cb;
						sep = "";
						break;
					}
					case "newline":
						if (comment) sep += source;
						hasSpace = true;
						break;
					default: onError(token, "UNEXPECTED_TOKEN", `Unexpected ${type} at node end`);
				}
				offset += source.length;
			}
		}
		return {
			comment,
			offset
		};
	}
	exports.resolveEnd = resolveEnd;
}));

// node_modules/yaml/dist/compose/resolve-flow-collection.js
var require_resolve_flow_collection = /* @__PURE__ */ __commonJSMin(((exports) => {
	var identity = require_identity();
	var Pair = require_Pair();
	var YAMLMap = require_YAMLMap();
	var YAMLSeq = require_YAMLSeq();
	var resolveEnd = require_resolve_end();
	var resolveProps = require_resolve_props();
	var utilContainsNewline = require_util_contains_newline();
	var utilMapIncludes = require_util_map_includes();
	const blockMsg = "Block collections are not allowed within flow collections";
	const isBlock = (token) => token && (token.type === "block-map" || token.type === "block-seq");
	function resolveFlowCollection({ composeNode, composeEmptyNode }, ctx, fc, onError, tag) {
		const isMap = fc.start.source === "{";
		const fcName = isMap ? "flow map" : "flow sequence";
		const coll = new ((tag?.nodeClass) ?? (isMap ? YAMLMap.YAMLMap : YAMLSeq.YAMLSeq))(ctx.schema);
		coll.flow = true;
		const atRoot = ctx.atRoot;
		if (atRoot) ctx.atRoot = false;
		if (ctx.atKey) ctx.atKey = false;
		let offset = fc.offset + fc.start.source.length;
		for (let i = 0; i < fc.items.length; ++i) {
			const collItem = fc.items[i];
			const { start, key, sep, value } = collItem;
			const props = resolveProps.resolveProps(start, {
				flow: fcName,
				indicator: "explicit-key-ind",
				next: key ?? sep?.[0],
				offset,
				onError,
				parentIndent: fc.indent,
				startOnNewline: false
			});
			if (!props.found) {
				if (!props.anchor && !props.tag && !sep && !value) {
					if (i === 0 && props.comma) onError(props.comma, "UNEXPECTED_TOKEN", `Unexpected , in ${fcName}`);
					else if (i < fc.items.length - 1) onError(props.start, "UNEXPECTED_TOKEN", `Unexpected empty item in ${fcName}`);
					if (props.comment) {
						if (coll.comment) coll.comment += "\n" + props.comment;
						else coll.comment = props.comment;
					}
					offset = props.end;
					continue;
				}
				if (!isMap && ctx.options.strict && utilContainsNewline.containsNewline(key)) onError(key, "MULTILINE_IMPLICIT_KEY", "Implicit keys of flow sequence pairs need to be on a single line");
			}
			if (i === 0) {
				if (props.comma) onError(props.comma, "UNEXPECTED_TOKEN", `Unexpected , in ${fcName}`);
			} else {
				if (!props.comma) onError(props.start, "MISSING_CHAR", `Missing , between ${fcName} items`);
				if (props.comment) {
					let prevItemComment = "";
					loop: for (const st of start) switch (st.type) {
						case "comma":
						case "space": break;
						case "comment":
							prevItemComment = st.source.substring(1);
							break loop;
						default: break loop;
					}
					if (prevItemComment) {
						let prev = coll.items[coll.items.length - 1];
						if (identity.isPair(prev)) prev = prev.value ?? prev.key;
						if (prev.comment) prev.comment += "\n" + prevItemComment;
						else prev.comment = prevItemComment;
						props.comment = props.comment.substring(prevItemComment.length + 1);
					}
				}
			}
			if (!isMap && !sep && !props.found) {
				const valueNode = value ? composeNode(ctx, value, props, onError) : composeEmptyNode(ctx, props.end, sep, null, props, onError);
				coll.items.push(valueNode);
				offset = valueNode.range[2];
				if (isBlock(value)) onError(valueNode.range, "BLOCK_IN_FLOW", blockMsg);
			} else {
				ctx.atKey = true;
				const keyStart = props.end;
				const keyNode = key ? composeNode(ctx, key, props, onError) : composeEmptyNode(ctx, keyStart, start, null, props, onError);
				if (isBlock(key)) onError(keyNode.range, "BLOCK_IN_FLOW", blockMsg);
				ctx.atKey = false;
				const valueProps = resolveProps.resolveProps(sep ?? [], {
					flow: fcName,
					indicator: "map-value-ind",
					next: value,
					offset: keyNode.range[2],
					onError,
					parentIndent: fc.indent,
					startOnNewline: false
				});
				if (valueProps.found) {
					if (!isMap && !props.found && ctx.options.strict) {
						if (sep) for (const st of sep) {
							if (st === valueProps.found) break;
							if (st.type === "newline") {
								onError(st, "MULTILINE_IMPLICIT_KEY", "Implicit keys of flow sequence pairs need to be on a single line");
								break;
							}
						}
						if (props.start < valueProps.found.offset - 1024) onError(valueProps.found, "KEY_OVER_1024_CHARS", "The : indicator must be at most 1024 chars after the start of an implicit flow sequence key");
					}
				} else if (value) {
					if ("source" in value && value.source?.[0] === ":") onError(value, "MISSING_CHAR", `Missing space after : in ${fcName}`);
					else onError(valueProps.start, "MISSING_CHAR", `Missing , or : between ${fcName} items`);
				}
				const valueNode = value ? composeNode(ctx, value, valueProps, onError) : valueProps.found ? composeEmptyNode(ctx, valueProps.end, sep, null, valueProps, onError) : null;
				if (valueNode) {
					if (isBlock(value)) onError(valueNode.range, "BLOCK_IN_FLOW", blockMsg);
				} else if (valueProps.comment) {
					if (keyNode.comment) keyNode.comment += "\n" + valueProps.comment;
					else keyNode.comment = valueProps.comment;
				}
				const pair = new Pair.Pair(keyNode, valueNode);
				if (ctx.options.keepSourceTokens) pair.srcToken = collItem;
				if (isMap) {
					const map = coll;
					if (utilMapIncludes.mapIncludes(ctx, map.items, keyNode)) onError(keyStart, "DUPLICATE_KEY", "Map keys must be unique");
					map.items.push(pair);
				} else {
					const map = new YAMLMap.YAMLMap(ctx.schema);
					map.flow = true;
					map.items.push(pair);
					const endRange = (valueNode ?? keyNode).range;
					map.range = [
						keyNode.range[0],
						endRange[1],
						endRange[2]
					];
					coll.items.push(map);
				}
				offset = valueNode ? valueNode.range[2] : valueProps.end;
			}
		}
		const expectedEnd = isMap ? "}" : "]";
		const [ce, ...ee] = fc.end;
		let cePos = offset;
		if (ce?.source === expectedEnd) cePos = ce.offset + ce.source.length;
		else {
			const name = fcName[0].toUpperCase() + fcName.substring(1);
			const msg = atRoot ? `${name} must end with a ${expectedEnd}` : `${name} in block collection must be sufficiently indented and end with a ${expectedEnd}`;
			onError(offset, atRoot ? "MISSING_CHAR" : "BAD_INDENT", msg);
			if (ce && ce.source.length !== 1) ee.unshift(ce);
		}
		if (ee.length > 0) {
			const end = resolveEnd.resolveEnd(ee, cePos, ctx.options.strict, onError);
			if (end.comment) {
				if (coll.comment) coll.comment += "\n" + end.comment;
				else coll.comment = end.comment;
			}
			coll.range = [
				fc.offset,
				cePos,
				end.offset
			];
		} else coll.range = [
			fc.offset,
			cePos,
			cePos
		];
		return coll;
	}
	exports.resolveFlowCollection = resolveFlowCollection;
}));

// node_modules/yaml/dist/compose/compose-collection.js
var require_compose_collection = /* @__PURE__ */ __commonJSMin(((exports) => {
	var identity = require_identity();
	var Scalar = require_Scalar();
	var YAMLMap = require_YAMLMap();
	var YAMLSeq = require_YAMLSeq();
	var resolveBlockMap = require_resolve_block_map();
	var resolveBlockSeq = require_resolve_block_seq();
	var resolveFlowCollection = require_resolve_flow_collection();
	function resolveCollection(CN, ctx, token, onError, tagName, tag) {
		const coll = token.type === "block-map" ? resolveBlockMap.resolveBlockMap(CN, ctx, token, onError, tag) : token.type === "block-seq" ? resolveBlockSeq.resolveBlockSeq(CN, ctx, token, onError, tag) : resolveFlowCollection.resolveFlowCollection(CN, ctx, token, onError, tag);
		const Coll = coll.constructor;
		if (tagName === "!" || tagName === Coll.tagName) {
			coll.tag = Coll.tagName;
			return coll;
		}
		if (tagName) coll.tag = tagName;
		return coll;
	}
	function composeCollection(CN, ctx, token, props, onError) {
		const tagToken = props.tag;
		const tagName = !tagToken ? null : ctx.directives.tagName(tagToken.source, (msg) => onError(tagToken, "TAG_RESOLVE_FAILED", msg));
		if (token.type === "block-seq") {
			const { anchor, newlineAfterProp: nl } = props;
			const lastProp = anchor && tagToken ? anchor.offset > tagToken.offset ? anchor : tagToken : anchor ?? tagToken;
			if (lastProp && (!nl || nl.offset < lastProp.offset)) onError(lastProp, "MISSING_CHAR", "Missing newline after block sequence props");
		}
		const expType = token.type === "block-map" ? "map" : token.type === "block-seq" ? "seq" : token.start.source === "{" ? "map" : "seq";
		if (!tagToken || !tagName || tagName === "!" || tagName === YAMLMap.YAMLMap.tagName && expType === "map" || tagName === YAMLSeq.YAMLSeq.tagName && expType === "seq") return resolveCollection(CN, ctx, token, onError, tagName);
		let tag = ctx.schema.tags.find((t) => t.tag === tagName && t.collection === expType);
		if (!tag) {
			const kt = ctx.schema.knownTags[tagName];
			if (kt?.collection === expType) {
				ctx.schema.tags.push(Object.assign({}, kt, { default: false }));
				tag = kt;
			} else {
				if (kt) onError(tagToken, "BAD_COLLECTION_TYPE", `${kt.tag} used for ${expType} collection, but expects ${kt.collection ?? "scalar"}`, true);
				else onError(tagToken, "TAG_RESOLVE_FAILED", `Unresolved tag: ${tagName}`, true);
				return resolveCollection(CN, ctx, token, onError, tagName);
			}
		}
		const coll = resolveCollection(CN, ctx, token, onError, tagName, tag);
		const res = tag.resolve?.(coll, (msg) => onError(tagToken, "TAG_RESOLVE_FAILED", msg), ctx.options) ?? coll;
		const node = identity.isNode(res) ? res : new Scalar.Scalar(res);
		node.range = coll.range;
		node.tag = tagName;
		if (tag?.format) node.format = tag.format;
		return node;
	}
	exports.composeCollection = composeCollection;
}));

// node_modules/yaml/dist/compose/resolve-block-scalar.js
var require_resolve_block_scalar = /* @__PURE__ */ __commonJSMin(((exports) => {
	var Scalar = require_Scalar();
	function resolveBlockScalar(ctx, scalar, onError) {
		const start = scalar.offset;
		const header = parseBlockScalarHeader(scalar, ctx.options.strict, onError);
		if (!header) return {
			value: "",
			type: null,
			comment: "",
			range: [
				start,
				start,
				start
			]
		};
		const type = header.mode === ">" ? Scalar.Scalar.BLOCK_FOLDED : Scalar.Scalar.BLOCK_LITERAL;
		const lines = scalar.source ? splitLines(scalar.source) : [];
		let chompStart = lines.length;
		for (let i = lines.length - 1; i >= 0; --i) {
			const content = lines[i][1];
			if (content === "" || content === "\r") chompStart = i;
			else break;
		}
		if (chompStart === 0) {
			const value = header.chomp === "+" && lines.length > 0 ? "\n".repeat(Math.max(1, lines.length - 1)) : "";
			let end = start + header.length;
			if (scalar.source) end += scalar.source.length;
			return {
				value,
				type,
				comment: header.comment,
				range: [
					start,
					end,
					end
				]
			};
		}
		let trimIndent = scalar.indent + header.indent;
		let offset = scalar.offset + header.length;
		let contentStart = 0;
		for (let i = 0; i < chompStart; ++i) {
			const [indent, content] = lines[i];
			if (content === "" || content === "\r") {
				if (header.indent === 0 && indent.length > trimIndent) trimIndent = indent.length;
			} else {
				if (indent.length < trimIndent) onError(offset + indent.length, "MISSING_CHAR", "Block scalars with more-indented leading empty lines must use an explicit indentation indicator");
				if (header.indent === 0) trimIndent = indent.length;
				contentStart = i;
				if (trimIndent === 0 && !ctx.atRoot) onError(offset, "BAD_INDENT", "Block scalar values in collections must be indented");
				break;
			}
			offset += indent.length + content.length + 1;
		}
		for (let i = lines.length - 1; i >= chompStart; --i) if (lines[i][0].length > trimIndent) chompStart = i + 1;
		let value = "";
		let sep = "";
		let prevMoreIndented = false;
		for (let i = 0; i < contentStart; ++i) value += lines[i][0].slice(trimIndent) + "\n";
		for (let i = contentStart; i < chompStart; ++i) {
			let [indent, content] = lines[i];
			offset += indent.length + content.length + 1;
			const crlf = content[content.length - 1] === "\r";
			if (crlf) content = content.slice(0, -1);
			/* istanbul ignore if already caught in lexer */
			if (content && indent.length < trimIndent) {
				const message = `Block scalar lines must not be less indented than their ${header.indent ? "explicit indentation indicator" : "first line"}`;
				onError(offset - content.length - (crlf ? 2 : 1), "BAD_INDENT", message);
				indent = "";
			}
			if (type === Scalar.Scalar.BLOCK_LITERAL) {
				value += sep + indent.slice(trimIndent) + content;
				sep = "\n";
			} else if (indent.length > trimIndent || content[0] === "	") {
				if (sep === " ") sep = "\n";
				else if (!prevMoreIndented && sep === "\n") sep = "\n\n";
				value += sep + indent.slice(trimIndent) + content;
				sep = "\n";
				prevMoreIndented = true;
			} else if (content === "") {
				if (sep === "\n") value += "\n";
				else sep = "\n";
			} else {
				value += sep + content;
				sep = " ";
				prevMoreIndented = false;
			}
		}
		switch (header.chomp) {
			case "-": break;
			case "+":
				for (let i = chompStart; i < lines.length; ++i) value += "\n" + lines[i][0].slice(trimIndent);
				if (value[value.length - 1] !== "\n") value += "\n";
				break;
			default: value += "\n";
		}
		const end = start + header.length + scalar.source.length;
		return {
			value,
			type,
			comment: header.comment,
			range: [
				start,
				end,
				end
			]
		};
	}
	function parseBlockScalarHeader({ offset, props }, strict, onError) {
		/* istanbul ignore if should not happen */
		if (props[0].type !== "block-scalar-header") {
			onError(props[0], "IMPOSSIBLE", "Block scalar header not found");
			return null;
		}
		const { source } = props[0];
		const mode = source[0];
		let indent = 0;
		let chomp = "";
		let error = -1;
		for (let i = 1; i < source.length; ++i) {
			const ch = source[i];
			if (!chomp && (ch === "-" || ch === "+")) chomp = ch;
			else {
				const n = Number(ch);
				if (!indent && n) indent = n;
				else if (error === -1) error = offset + i;
			}
		}
		if (error !== -1) onError(error, "UNEXPECTED_TOKEN", `Block scalar header includes extra characters: ${source}`);
		let hasSpace = false;
		let comment = "";
		let length = source.length;
		for (let i = 1; i < props.length; ++i) {
			const token = props[i];
			switch (token.type) {
				case "space": hasSpace = true;
				case "newline":
					length += token.source.length;
					break;
				case "comment":
					if (strict && !hasSpace) onError(token, "MISSING_CHAR", "Comments must be separated from other tokens by white space characters");
					length += token.source.length;
					comment = token.source.substring(1);
					break;
				case "error":
					onError(token, "UNEXPECTED_TOKEN", token.message);
					length += token.source.length;
					break;
				/* istanbul ignore next should not happen */
				default: {
					onError(token, "UNEXPECTED_TOKEN", `Unexpected token in block scalar header: ${token.type}`);
					const ts = token.source;
					if (ts && typeof ts === "string") length += ts.length;
				}
			}
		}
		return {
			mode,
			indent,
			chomp,
			comment,
			length
		};
	}
	/** @returns Array of lines split up as `[indent, content]` */
	function splitLines(source) {
		const split = source.split(/\n( *)/);
		const first = split[0];
		const m = first.match(/^( *)/);
		const lines = [m?.[1] ? [m[1], first.slice(m[1].length)] : ["", first]];
		for (let i = 1; i < split.length; i += 2) lines.push([split[i], split[i + 1]]);
		return lines;
	}
	exports.resolveBlockScalar = resolveBlockScalar;
}));

// node_modules/yaml/dist/compose/resolve-flow-scalar.js
var require_resolve_flow_scalar = /* @__PURE__ */ __commonJSMin(((exports) => {
	var Scalar = require_Scalar();
	var resolveEnd = require_resolve_end();
	function resolveFlowScalar(scalar, strict, onError) {
		const { offset, type, source, end } = scalar;
		let _type;
		let value;
		const _onError = (rel, code, msg) => onError(offset + rel, code, msg);
		switch (type) {
			case "scalar":
				_type = Scalar.Scalar.PLAIN;
				value = plainValue(source, _onError);
				break;
			case "single-quoted-scalar":
				_type = Scalar.Scalar.QUOTE_SINGLE;
				value = singleQuotedValue(source, _onError);
				break;
			case "double-quoted-scalar":
				_type = Scalar.Scalar.QUOTE_DOUBLE;
				value = doubleQuotedValue(source, _onError);
				break;
			/* istanbul ignore next should not happen */
			default:
				onError(scalar, "UNEXPECTED_TOKEN", `Expected a flow scalar value, but found: ${type}`);
				return {
					value: "",
					type: null,
					comment: "",
					range: [
						offset,
						offset + source.length,
						offset + source.length
					]
				};
		}
		const valueEnd = offset + source.length;
		const re = resolveEnd.resolveEnd(end, valueEnd, strict, onError);
		return {
			value,
			type: _type,
			comment: re.comment,
			range: [
				offset,
				valueEnd,
				re.offset
			]
		};
	}
	function plainValue(source, onError) {
		let badChar = "";
		switch (source[0]) {
			/* istanbul ignore next should not happen */
			case "	":
				badChar = "a tab character";
				break;
			case ",":
				badChar = "flow indicator character ,";
				break;
			case "%":
				badChar = "directive indicator character %";
				break;
			case "|":
			case ">":
				badChar = `block scalar indicator ${source[0]}`;
				break;
			case "@":
			case "`": badChar = `reserved character ${source[0]}`;
		}
		if (badChar) onError(0, "BAD_SCALAR_START", `Plain value cannot start with ${badChar}`);
		return unfoldLines(source);
	}
	function singleQuotedValue(source, onError) {
		if (source[source.length - 1] !== "'" || source.length === 1) onError(source.length, "MISSING_CHAR", "Missing closing 'quote");
		return unfoldLines(source.slice(1, -1)).replace(/''/g, "'");
	}
	function unfoldLines(source) {
		const line = /(.*?)\r?\n/sy;
		let match = line.exec(source);
		if (!match) return source;
		/**
		* The negative lookbehinds in these RegExps are to
		* prevent causing a polynomial search time in certain cases.
		*
		* The try-catch is for Safari < 16.4 and other old browsers:
		* https://caniuse.com/js-regexp-lookbehind
		*/
		let trimEnd, trimBoth;
		try {
			trimEnd = new RegExp("(?<![ 	])[ 	]+$");
			trimBoth = new RegExp("^[ 	]+|(?<![ 	])[ 	]+$", "g");
		} catch {
			trimEnd = /[ \t]+$/;
			trimBoth = /^[ \t]+|[ \t]+$/g;
		}
		let res = match[1].replace(trimEnd, "");
		let sep = " ";
		let pos = line.lastIndex;
		while (match = line.exec(source)) {
			const lm = match[1].replace(trimBoth, "");
			if (lm === "") {
				if (sep === "\n") res += sep;
				else sep = "\n";
			} else {
				res += sep + lm;
				sep = " ";
			}
			pos = line.lastIndex;
		}
		const last = /[ \t]*(.*)/sy;
		last.lastIndex = pos;
		match = last.exec(source);
		return res + sep + (match?.[1] ?? "");
	}
	function doubleQuotedValue(source, onError) {
		let res = "";
		for (let i = 1; i < source.length - 1; ++i) {
			const ch = source[i];
			if (ch === "\r" && source[i + 1] === "\n") continue;
			if (ch === "\n") {
				const { fold, offset } = foldNewline(source, i);
				res += fold;
				i = offset;
			} else if (ch === "\\") {
				let next = source[++i];
				const cc = escapeCodes[next];
				if (cc) res += cc;
				else if (next === "\n") {
					next = source[i + 1];
					while (next === " " || next === "	") next = source[++i + 1];
				} else if (next === "\r" && source[i + 1] === "\n") {
					next = source[++i + 1];
					while (next === " " || next === "	") next = source[++i + 1];
				} else if (next === "x" || next === "u" || next === "U") {
					const length = next === "x" ? 2 : next === "u" ? 4 : 8;
					res += parseCharCode(source, i + 1, length, onError);
					i += length;
				} else {
					const raw = source.substr(i - 1, 2);
					onError(i - 1, "BAD_DQ_ESCAPE", `Invalid escape sequence ${raw}`);
					res += raw;
				}
			} else if (ch === " " || ch === "	") {
				const wsStart = i;
				let next = source[i + 1];
				while (next === " " || next === "	") next = source[++i + 1];
				if (next !== "\n" && !(next === "\r" && source[i + 2] === "\n")) res += i > wsStart ? source.slice(wsStart, i + 1) : ch;
			} else res += ch;
		}
		if (source[source.length - 1] !== "\"" || source.length === 1) onError(source.length, "MISSING_CHAR", "Missing closing \"quote");
		return res;
	}
	/**
	* Fold a single newline into a space, multiple newlines to N - 1 newlines.
	* Presumes `source[offset] === '\n'`
	*/
	function foldNewline(source, offset) {
		let fold = "";
		let ch = source[offset + 1];
		while (ch === " " || ch === "	" || ch === "\n" || ch === "\r") {
			if (ch === "\r" && source[offset + 2] !== "\n") break;
			if (ch === "\n") fold += "\n";
			offset += 1;
			ch = source[offset + 1];
		}
		if (!fold) fold = " ";
		return {
			fold,
			offset
		};
	}
	const escapeCodes = {
		"0": "\0",
		a: "\x07",
		b: "\b",
		e: "\x1B",
		f: "\f",
		n: "\n",
		r: "\r",
		t: "	",
		v: "\v",
		N: "",
		_: "\xA0",
		L: "\u2028",
		P: "\u2029",
		" ": " ",
		"\"": "\"",
		"/": "/",
		"\\": "\\",
		"	": "	"
	};
	function parseCharCode(source, offset, length, onError) {
		const cc = source.substr(offset, length);
		const code = cc.length === length && /^[0-9a-fA-F]+$/.test(cc) ? parseInt(cc, 16) : NaN;
		try {
			return String.fromCodePoint(code);
		} catch {
			const raw = source.substr(offset - 2, length + 2);
			onError(offset - 2, "BAD_DQ_ESCAPE", `Invalid escape sequence ${raw}`);
			return raw;
		}
	}
	exports.resolveFlowScalar = resolveFlowScalar;
}));

// node_modules/yaml/dist/compose/compose-scalar.js
var require_compose_scalar = /* @__PURE__ */ __commonJSMin(((exports) => {
	var identity = require_identity();
	var Scalar = require_Scalar();
	var resolveBlockScalar = require_resolve_block_scalar();
	var resolveFlowScalar = require_resolve_flow_scalar();
	function composeScalar(ctx, token, tagToken, onError) {
		const { value, type, comment, range } = token.type === "block-scalar" ? resolveBlockScalar.resolveBlockScalar(ctx, token, onError) : resolveFlowScalar.resolveFlowScalar(token, ctx.options.strict, onError);
		const tagName = tagToken ? ctx.directives.tagName(tagToken.source, (msg) => onError(tagToken, "TAG_RESOLVE_FAILED", msg)) : null;
		let tag;
		if (ctx.options.stringKeys && ctx.atKey) tag = ctx.schema[identity.SCALAR];
		else if (tagName) tag = findScalarTagByName(ctx.schema, value, tagName, tagToken, onError);
		else if (token.type === "scalar") tag = findScalarTagByTest(ctx, value, token, onError);
		else tag = ctx.schema[identity.SCALAR];
		let scalar;
		try {
			const res = tag.resolve(value, (msg) => onError(tagToken ?? token, "TAG_RESOLVE_FAILED", msg), ctx.options);
			scalar = identity.isScalar(res) ? res : new Scalar.Scalar(res);
		} catch (error) {
			const msg = error instanceof Error ? error.message : String(error);
			onError(tagToken ?? token, "TAG_RESOLVE_FAILED", msg);
			scalar = new Scalar.Scalar(value);
		}
		scalar.range = range;
		scalar.source = value;
		if (type) scalar.type = type;
		if (tagName) scalar.tag = tagName;
		if (tag.format) scalar.format = tag.format;
		if (comment) scalar.comment = comment;
		return scalar;
	}
	function findScalarTagByName(schema, value, tagName, tagToken, onError) {
		if (tagName === "!") return schema[identity.SCALAR];
		const matchWithTest = [];
		for (const tag of schema.tags) if (!tag.collection && tag.tag === tagName) {
			if (tag.default && tag.test) matchWithTest.push(tag);
			else return tag;
		}
		for (const tag of matchWithTest) if (tag.test?.test(value)) return tag;
		const kt = schema.knownTags[tagName];
		if (kt && !kt.collection) {
			schema.tags.push(Object.assign({}, kt, {
				default: false,
				test: void 0
			}));
			return kt;
		}
		onError(tagToken, "TAG_RESOLVE_FAILED", `Unresolved tag: ${tagName}`, tagName !== "tag:yaml.org,2002:str");
		return schema[identity.SCALAR];
	}
	function findScalarTagByTest({ atKey, directives, schema }, value, token, onError) {
		const tag = schema.tags.find((tag) => (tag.default === true || atKey && tag.default === "key") && tag.test?.test(value)) || schema[identity.SCALAR];
		if (schema.compat) {
			const compat = schema.compat.find((tag) => tag.default && tag.test?.test(value)) ?? schema[identity.SCALAR];
			if (tag.tag !== compat.tag) onError(token, "TAG_RESOLVE_FAILED", `Value may be parsed as either ${directives.tagString(tag.tag)} or ${directives.tagString(compat.tag)}`, true);
		}
		return tag;
	}
	exports.composeScalar = composeScalar;
}));

// node_modules/yaml/dist/compose/util-empty-scalar-position.js
var require_util_empty_scalar_position = /* @__PURE__ */ __commonJSMin(((exports) => {
	function emptyScalarPosition(offset, before, pos) {
		if (before) {
			pos ?? (pos = before.length);
			for (let i = pos - 1; i >= 0; --i) {
				let st = before[i];
				switch (st.type) {
					case "space":
					case "comment":
					case "newline":
						offset -= st.source.length;
						continue;
				}
				st = before[++i];
				while (st?.type === "space") {
					offset += st.source.length;
					st = before[++i];
				}
				break;
			}
		}
		return offset;
	}
	exports.emptyScalarPosition = emptyScalarPosition;
}));

// node_modules/yaml/dist/compose/compose-node.js
var require_compose_node = /* @__PURE__ */ __commonJSMin(((exports) => {
	var Alias = require_Alias();
	var identity = require_identity();
	var composeCollection = require_compose_collection();
	var composeScalar = require_compose_scalar();
	var resolveEnd = require_resolve_end();
	var utilEmptyScalarPosition = require_util_empty_scalar_position();
	const CN = {
		composeNode,
		composeEmptyNode
	};
	function composeNode(ctx, token, props, onError) {
		const atKey = ctx.atKey;
		const { spaceBefore, comment, anchor, tag } = props;
		let node;
		let isSrcToken = true;
		switch (token.type) {
			case "alias":
				node = composeAlias(ctx, token, onError);
				if (anchor || tag) onError(token, "ALIAS_PROPS", "An alias node must not specify any properties");
				break;
			case "scalar":
			case "single-quoted-scalar":
			case "double-quoted-scalar":
			case "block-scalar":
				node = composeScalar.composeScalar(ctx, token, tag, onError);
				if (anchor) node.anchor = anchor.source.substring(1);
				break;
			case "block-map":
			case "block-seq":
			case "flow-collection":
				try {
					node = composeCollection.composeCollection(CN, ctx, token, props, onError);
					if (anchor) node.anchor = anchor.source.substring(1);
				} catch (error) {
					onError(token, "RESOURCE_EXHAUSTION", error instanceof Error ? error.message : String(error));
				}
				break;
			default:
				onError(token, "UNEXPECTED_TOKEN", token.type === "error" ? token.message : `Unsupported token (type: ${token.type})`);
				isSrcToken = false;
		}
		node ?? (node = composeEmptyNode(ctx, token.offset, void 0, null, props, onError));
		if (anchor && node.anchor === "") onError(anchor, "BAD_ALIAS", "Anchor cannot be an empty string");
		if (atKey && ctx.options.stringKeys && (!identity.isScalar(node) || typeof node.value !== "string" || node.tag && node.tag !== "tag:yaml.org,2002:str")) onError(tag ?? token, "NON_STRING_KEY", "With stringKeys, all keys must be strings");
		if (spaceBefore) node.spaceBefore = true;
		if (comment) {
			if (token.type === "scalar" && token.source === "") node.comment = comment;
			else node.commentBefore = comment;
		}
		if (ctx.options.keepSourceTokens && isSrcToken) node.srcToken = token;
		return node;
	}
	function composeEmptyNode(ctx, offset, before, pos, { spaceBefore, comment, anchor, tag, end }, onError) {
		const token = {
			type: "scalar",
			offset: utilEmptyScalarPosition.emptyScalarPosition(offset, before, pos),
			indent: -1,
			source: ""
		};
		const node = composeScalar.composeScalar(ctx, token, tag, onError);
		if (anchor) {
			node.anchor = anchor.source.substring(1);
			if (node.anchor === "") onError(anchor, "BAD_ALIAS", "Anchor cannot be an empty string");
		}
		if (spaceBefore) node.spaceBefore = true;
		if (comment) {
			node.comment = comment;
			node.range[2] = end;
		}
		return node;
	}
	function composeAlias({ options }, { offset, source, end }, onError) {
		const alias = new Alias.Alias(source.substring(1));
		if (alias.source === "") onError(offset, "BAD_ALIAS", "Alias cannot be an empty string");
		if (alias.source.endsWith(":")) onError(offset + source.length - 1, "BAD_ALIAS", "Alias ending in : is ambiguous", true);
		const valueEnd = offset + source.length;
		const re = resolveEnd.resolveEnd(end, valueEnd, options.strict, onError);
		alias.range = [
			offset,
			valueEnd,
			re.offset
		];
		if (re.comment) alias.comment = re.comment;
		return alias;
	}
	exports.composeEmptyNode = composeEmptyNode;
	exports.composeNode = composeNode;
}));

// node_modules/yaml/dist/compose/compose-doc.js
var require_compose_doc = /* @__PURE__ */ __commonJSMin(((exports) => {
	var Document = require_Document();
	var composeNode = require_compose_node();
	var resolveEnd = require_resolve_end();
	var resolveProps = require_resolve_props();
	function composeDoc(options, directives, { offset, start, value, end }, onError) {
		const opts = Object.assign({ _directives: directives }, options);
		const doc = new Document.Document(void 0, opts);
		const ctx = {
			atKey: false,
			atRoot: true,
			directives: doc.directives,
			options: doc.options,
			schema: doc.schema
		};
		const props = resolveProps.resolveProps(start, {
			indicator: "doc-start",
			next: value ?? end?.[0],
			offset,
			onError,
			parentIndent: 0,
			startOnNewline: true
		});
		if (props.found) {
			doc.directives.docStart = true;
			if (value && (value.type === "block-map" || value.type === "block-seq") && !props.hasNewline) onError(props.end, "MISSING_CHAR", "Block collection cannot start on same line with directives-end marker");
		}
		doc.contents = value ? composeNode.composeNode(ctx, value, props, onError) : composeNode.composeEmptyNode(ctx, props.end, start, null, props, onError);
		const contentEnd = doc.contents.range[2];
		const re = resolveEnd.resolveEnd(end, contentEnd, false, onError);
		if (re.comment) doc.comment = re.comment;
		doc.range = [
			offset,
			contentEnd,
			re.offset
		];
		return doc;
	}
	exports.composeDoc = composeDoc;
}));

// node_modules/yaml/dist/compose/composer.js
var require_composer = /* @__PURE__ */ __commonJSMin(((exports) => {
	var node_process = __require("process");
	var directives = require_directives();
	var Document = require_Document();
	var errors = require_errors();
	var identity = require_identity();
	var composeDoc = require_compose_doc();
	var resolveEnd = require_resolve_end();
	function getErrorPos(src) {
		if (typeof src === "number") return [src, src + 1];
		if (Array.isArray(src)) return src.length === 2 ? src : [src[0], src[1]];
		const { offset, source } = src;
		return [offset, offset + (typeof source === "string" ? source.length : 1)];
	}
	function parsePrelude(prelude) {
		let comment = "";
		let atComment = false;
		let afterEmptyLine = false;
		for (let i = 0; i < prelude.length; ++i) {
			const source = prelude[i];
			switch (source[0]) {
				case "#":
					comment += (comment === "" ? "" : afterEmptyLine ? "\n\n" : "\n") + (source.substring(1) || " ");
					atComment = true;
					afterEmptyLine = false;
					break;
				case "%":
					if (prelude[i + 1]?.[0] !== "#") i += 1;
					atComment = false;
					break;
				default:
					if (!atComment) afterEmptyLine = true;
					atComment = false;
			}
		}
		return {
			comment,
			afterEmptyLine
		};
	}
	/**
	* Compose a stream of CST nodes into a stream of YAML Documents.
	*
	* ```ts
	* import { Composer, Parser } from 'yaml'
	*
	* const src: string = ...
	* const tokens = new Parser().parse(src)
	* const docs = new Composer().compose(tokens)
	* ```
	*/
	var Composer = class {
		constructor(options = {}) {
			this.doc = null;
			this.atDirectives = false;
			this.prelude = [];
			this.errors = [];
			this.warnings = [];
			this.onError = (source, code, message, warning) => {
				const pos = getErrorPos(source);
				if (warning) this.warnings.push(new errors.YAMLWarning(pos, code, message));
				else this.errors.push(new errors.YAMLParseError(pos, code, message));
			};
			this.directives = new directives.Directives({ version: options.version || "1.2" });
			this.options = options;
		}
		decorate(doc, afterDoc) {
			const { comment, afterEmptyLine } = parsePrelude(this.prelude);
			if (comment) {
				const dc = doc.contents;
				if (afterDoc) doc.comment = doc.comment ? `${doc.comment}\n${comment}` : comment;
				else if (afterEmptyLine || doc.directives.docStart || !dc) doc.commentBefore = comment;
				else if (identity.isCollection(dc) && !dc.flow && dc.items.length > 0) {
					let it = dc.items[0];
					if (identity.isPair(it)) it = it.key;
					const cb = it.commentBefore;
					it.commentBefore = cb ? `${comment}\n${cb}` : comment;
				} else {
					const cb = dc.commentBefore;
					dc.commentBefore = cb ? `${comment}\n${cb}` : comment;
				}
			}
			if (afterDoc) {
				for (let i = 0; i < this.errors.length; ++i) doc.errors.push(this.errors[i]);
				for (let i = 0; i < this.warnings.length; ++i) doc.warnings.push(this.warnings[i]);
			} else {
				doc.errors = this.errors;
				doc.warnings = this.warnings;
			}
			this.prelude = [];
			this.errors = [];
			this.warnings = [];
		}
		/**
		* Current stream status information.
		*
		* Mostly useful at the end of input for an empty stream.
		*/
		streamInfo() {
			return {
				comment: parsePrelude(this.prelude).comment,
				directives: this.directives,
				errors: this.errors,
				warnings: this.warnings
			};
		}
		/**
		* Compose tokens into documents.
		*
		* @param forceDoc - If the stream contains no document, still emit a final document including any comments and directives that would be applied to a subsequent document.
		* @param endOffset - Should be set if `forceDoc` is also set, to set the document range end and to indicate errors correctly.
		*/
		*compose(tokens, forceDoc = false, endOffset = -1) {
			for (const token of tokens) yield* this.next(token);
			yield* this.end(forceDoc, endOffset);
		}
		/** Advance the composer by one CST token. */
		*next(token) {
			if (node_process.env.LOG_STREAM) console.dir(token, { depth: null });
			switch (token.type) {
				case "directive":
					this.directives.add(token.source, (offset, message, warning) => {
						const pos = getErrorPos(token);
						pos[0] += offset;
						this.onError(pos, "BAD_DIRECTIVE", message, warning);
					});
					this.prelude.push(token.source);
					this.atDirectives = true;
					break;
				case "document": {
					const doc = composeDoc.composeDoc(this.options, this.directives, token, this.onError);
					if (this.atDirectives && !doc.directives.docStart) this.onError(token, "MISSING_CHAR", "Missing directives-end/doc-start indicator line");
					this.decorate(doc, false);
					if (this.doc) yield this.doc;
					this.doc = doc;
					this.atDirectives = false;
					break;
				}
				case "byte-order-mark":
				case "space": break;
				case "comment":
				case "newline":
					this.prelude.push(token.source);
					break;
				case "error": {
					const msg = token.source ? `${token.message}: ${JSON.stringify(token.source)}` : token.message;
					const error = new errors.YAMLParseError(getErrorPos(token), "UNEXPECTED_TOKEN", msg);
					if (this.atDirectives || !this.doc) this.errors.push(error);
					else this.doc.errors.push(error);
					break;
				}
				case "doc-end": {
					if (!this.doc) {
						this.errors.push(new errors.YAMLParseError(getErrorPos(token), "UNEXPECTED_TOKEN", "Unexpected doc-end without preceding document"));
						break;
					}
					this.doc.directives.docEnd = true;
					const end = resolveEnd.resolveEnd(token.end, token.offset + token.source.length, this.doc.options.strict, this.onError);
					this.decorate(this.doc, true);
					if (end.comment) {
						const dc = this.doc.comment;
						this.doc.comment = dc ? `${dc}\n${end.comment}` : end.comment;
					}
					this.doc.range[2] = end.offset;
					break;
				}
				default: this.errors.push(new errors.YAMLParseError(getErrorPos(token), "UNEXPECTED_TOKEN", `Unsupported token ${token.type}`));
			}
		}
		/**
		* Call at end of input to yield any remaining document.
		*
		* @param forceDoc - If the stream contains no document, still emit a final document including any comments and directives that would be applied to a subsequent document.
		* @param endOffset - Should be set if `forceDoc` is also set, to set the document range end and to indicate errors correctly.
		*/
		*end(forceDoc = false, endOffset = -1) {
			if (this.doc) {
				this.decorate(this.doc, true);
				yield this.doc;
				this.doc = null;
			} else if (forceDoc) {
				const opts = Object.assign({ _directives: this.directives }, this.options);
				const doc = new Document.Document(void 0, opts);
				if (this.atDirectives) this.onError(endOffset, "MISSING_CHAR", "Missing directives-end indicator line");
				doc.range = [
					0,
					endOffset,
					endOffset
				];
				this.decorate(doc, false);
				yield doc;
			}
		}
	};
	exports.Composer = Composer;
}));

// node_modules/yaml/dist/parse/cst-scalar.js
var require_cst_scalar = /* @__PURE__ */ __commonJSMin(((exports) => {
	var resolveBlockScalar = require_resolve_block_scalar();
	var resolveFlowScalar = require_resolve_flow_scalar();
	var errors = require_errors();
	var stringifyString = require_stringifyString();
	function resolveAsScalar(token, strict = true, onError) {
		if (token) {
			const _onError = (pos, code, message) => {
				const offset = typeof pos === "number" ? pos : Array.isArray(pos) ? pos[0] : pos.offset;
				if (onError) onError(offset, code, message);
				else throw new errors.YAMLParseError([offset, offset + 1], code, message);
			};
			switch (token.type) {
				case "scalar":
				case "single-quoted-scalar":
				case "double-quoted-scalar": return resolveFlowScalar.resolveFlowScalar(token, strict, _onError);
				case "block-scalar": return resolveBlockScalar.resolveBlockScalar({ options: { strict } }, token, _onError);
			}
		}
		return null;
	}
	/**
	* Create a new scalar token with `value`
	*
	* Values that represent an actual string but may be parsed as a different type should use a `type` other than `'PLAIN'`,
	* as this function does not support any schema operations and won't check for such conflicts.
	*
	* @param value The string representation of the value, which will have its content properly indented.
	* @param context.end Comments and whitespace after the end of the value, or after the block scalar header. If undefined, a newline will be added.
	* @param context.implicitKey Being within an implicit key may affect the resolved type of the token's value.
	* @param context.indent The indent level of the token.
	* @param context.inFlow Is this scalar within a flow collection? This may affect the resolved type of the token's value.
	* @param context.offset The offset position of the token.
	* @param context.type The preferred type of the scalar token. If undefined, the previous type of the `token` will be used, defaulting to `'PLAIN'`.
	*/
	function createScalarToken(value, context) {
		const { implicitKey = false, indent, inFlow = false, offset = -1, type = "PLAIN" } = context;
		const source = stringifyString.stringifyString({
			type,
			value
		}, {
			implicitKey,
			indent: indent > 0 ? " ".repeat(indent) : "",
			inFlow,
			options: {
				blockQuote: true,
				lineWidth: -1
			}
		});
		const end = context.end ?? [{
			type: "newline",
			offset: -1,
			indent,
			source: "\n"
		}];
		switch (source[0]) {
			case "|":
			case ">": {
				const he = source.indexOf("\n");
				const head = source.substring(0, he);
				const body = source.substring(he + 1) + "\n";
				const props = [{
					type: "block-scalar-header",
					offset,
					indent,
					source: head
				}];
				if (!addEndtoBlockProps(props, end)) props.push({
					type: "newline",
					offset: -1,
					indent,
					source: "\n"
				});
				return {
					type: "block-scalar",
					offset,
					indent,
					props,
					source: body
				};
			}
			case "\"": return {
				type: "double-quoted-scalar",
				offset,
				indent,
				source,
				end
			};
			case "'": return {
				type: "single-quoted-scalar",
				offset,
				indent,
				source,
				end
			};
			default: return {
				type: "scalar",
				offset,
				indent,
				source,
				end
			};
		}
	}
	/**
	* Set the value of `token` to the given string `value`, overwriting any previous contents and type that it may have.
	*
	* Best efforts are made to retain any comments previously associated with the `token`,
	* though all contents within a collection's `items` will be overwritten.
	*
	* Values that represent an actual string but may be parsed as a different type should use a `type` other than `'PLAIN'`,
	* as this function does not support any schema operations and won't check for such conflicts.
	*
	* @param token Any token. If it does not include an `indent` value, the value will be stringified as if it were an implicit key.
	* @param value The string representation of the value, which will have its content properly indented.
	* @param context.afterKey In most cases, values after a key should have an additional level of indentation.
	* @param context.implicitKey Being within an implicit key may affect the resolved type of the token's value.
	* @param context.inFlow Being within a flow collection may affect the resolved type of the token's value.
	* @param context.type The preferred type of the scalar token. If undefined, the previous type of the `token` will be used, defaulting to `'PLAIN'`.
	*/
	function setScalarValue(token, value, context = {}) {
		let { afterKey = false, implicitKey = false, inFlow = false, type } = context;
		let indent = "indent" in token ? token.indent : null;
		if (afterKey && typeof indent === "number") indent += 2;
		if (!type) switch (token.type) {
			case "single-quoted-scalar":
				type = "QUOTE_SINGLE";
				break;
			case "double-quoted-scalar":
				type = "QUOTE_DOUBLE";
				break;
			case "block-scalar": {
				const header = token.props[0];
				if (header.type !== "block-scalar-header") throw new Error("Invalid block scalar header");
				type = header.source[0] === ">" ? "BLOCK_FOLDED" : "BLOCK_LITERAL";
				break;
			}
			default: type = "PLAIN";
		}
		const source = stringifyString.stringifyString({
			type,
			value
		}, {
			implicitKey: implicitKey || indent === null,
			indent: indent !== null && indent > 0 ? " ".repeat(indent) : "",
			inFlow,
			options: {
				blockQuote: true,
				lineWidth: -1
			}
		});
		switch (source[0]) {
			case "|":
			case ">":
				setBlockScalarValue(token, source);
				break;
			case "\"":
				setFlowScalarValue(token, source, "double-quoted-scalar");
				break;
			case "'":
				setFlowScalarValue(token, source, "single-quoted-scalar");
				break;
			default: setFlowScalarValue(token, source, "scalar");
		}
	}
	function setBlockScalarValue(token, source) {
		const he = source.indexOf("\n");
		const head = source.substring(0, he);
		const body = source.substring(he + 1) + "\n";
		if (token.type === "block-scalar") {
			const header = token.props[0];
			if (header.type !== "block-scalar-header") throw new Error("Invalid block scalar header");
			header.source = head;
			token.source = body;
		} else {
			const { offset } = token;
			const indent = "indent" in token ? token.indent : -1;
			const props = [{
				type: "block-scalar-header",
				offset,
				indent,
				source: head
			}];
			if (!addEndtoBlockProps(props, "end" in token ? token.end : void 0)) props.push({
				type: "newline",
				offset: -1,
				indent,
				source: "\n"
			});
			for (const key of Object.keys(token)) if (key !== "type" && key !== "offset") delete token[key];
			Object.assign(token, {
				type: "block-scalar",
				indent,
				props,
				source: body
			});
		}
	}
	/** @returns `true` if last token is a newline */
	function addEndtoBlockProps(props, end) {
		if (end) for (const st of end) switch (st.type) {
			case "space":
			case "comment":
				props.push(st);
				break;
			case "newline":
				props.push(st);
				return true;
		}
		return false;
	}
	function setFlowScalarValue(token, source, type) {
		switch (token.type) {
			case "scalar":
			case "double-quoted-scalar":
			case "single-quoted-scalar":
				token.type = type;
				token.source = source;
				break;
			case "block-scalar": {
				const end = token.props.slice(1);
				let oa = source.length;
				if (token.props[0].type === "block-scalar-header") oa -= token.props[0].source.length;
				for (const tok of end) tok.offset += oa;
				delete token.props;
				Object.assign(token, {
					type,
					source,
					end
				});
				break;
			}
			case "block-map":
			case "block-seq": {
				const nl = {
					type: "newline",
					offset: token.offset + source.length,
					indent: token.indent,
					source: "\n"
				};
				delete token.items;
				Object.assign(token, {
					type,
					source,
					end: [nl]
				});
				break;
			}
			default: {
				const indent = "indent" in token ? token.indent : -1;
				const end = "end" in token && Array.isArray(token.end) ? token.end.filter((st) => st.type === "space" || st.type === "comment" || st.type === "newline") : [];
				for (const key of Object.keys(token)) if (key !== "type" && key !== "offset") delete token[key];
				Object.assign(token, {
					type,
					indent,
					source,
					end
				});
			}
		}
	}
	exports.createScalarToken = createScalarToken;
	exports.resolveAsScalar = resolveAsScalar;
	exports.setScalarValue = setScalarValue;
}));

// node_modules/yaml/dist/parse/cst-stringify.js
var require_cst_stringify = /* @__PURE__ */ __commonJSMin(((exports) => {
	/**
	* Stringify a CST document, token, or collection item
	*
	* Fair warning: This applies no validation whatsoever, and
	* simply concatenates the sources in their logical order.
	*/
	const stringify = (cst) => "type" in cst ? stringifyToken(cst) : stringifyItem(cst);
	function stringifyToken(token) {
		switch (token.type) {
			case "block-scalar": {
				let res = "";
				for (const tok of token.props) res += stringifyToken(tok);
				return res + token.source;
			}
			case "block-map":
			case "block-seq": {
				let res = "";
				for (const item of token.items) res += stringifyItem(item);
				return res;
			}
			case "flow-collection": {
				let res = token.start.source;
				for (const item of token.items) res += stringifyItem(item);
				for (const st of token.end) res += st.source;
				return res;
			}
			case "document": {
				let res = stringifyItem(token);
				if (token.end) for (const st of token.end) res += st.source;
				return res;
			}
			default: {
				let res = token.source;
				if ("end" in token && token.end) for (const st of token.end) res += st.source;
				return res;
			}
		}
	}
	function stringifyItem({ start, key, sep, value }) {
		let res = "";
		for (const st of start) res += st.source;
		if (key) res += stringifyToken(key);
		if (sep) for (const st of sep) res += st.source;
		if (value) res += stringifyToken(value);
		return res;
	}
	exports.stringify = stringify;
}));

// node_modules/yaml/dist/parse/cst-visit.js
var require_cst_visit = /* @__PURE__ */ __commonJSMin(((exports) => {
	const BREAK = Symbol("break visit");
	const SKIP = Symbol("skip children");
	const REMOVE = Symbol("remove item");
	/**
	* Apply a visitor to a CST document or item.
	*
	* Walks through the tree (depth-first) starting from the root, calling a
	* `visitor` function with two arguments when entering each item:
	*   - `item`: The current item, which included the following members:
	*     - `start: SourceToken[]` – Source tokens before the key or value,
	*       possibly including its anchor or tag.
	*     - `key?: Token | null` – Set for pair values. May then be `null`, if
	*       the key before the `:` separator is empty.
	*     - `sep?: SourceToken[]` – Source tokens between the key and the value,
	*       which should include the `:` map value indicator if `value` is set.
	*     - `value?: Token` – The value of a sequence item, or of a map pair.
	*   - `path`: The steps from the root to the current node, as an array of
	*     `['key' | 'value', number]` tuples.
	*
	* The return value of the visitor may be used to control the traversal:
	*   - `undefined` (default): Do nothing and continue
	*   - `visit.SKIP`: Do not visit the children of this token, continue with
	*      next sibling
	*   - `visit.BREAK`: Terminate traversal completely
	*   - `visit.REMOVE`: Remove the current item, then continue with the next one
	*   - `number`: Set the index of the next step. This is useful especially if
	*     the index of the current token has changed.
	*   - `function`: Define the next visitor for this item. After the original
	*     visitor is called on item entry, next visitors are called after handling
	*     a non-empty `key` and when exiting the item.
	*/
	function visit(cst, visitor) {
		if ("type" in cst && cst.type === "document") cst = {
			start: cst.start,
			value: cst.value
		};
		_visit(Object.freeze([]), cst, visitor);
	}
	/** Terminate visit traversal completely */
	visit.BREAK = BREAK;
	/** Do not visit the children of the current item */
	visit.SKIP = SKIP;
	/** Remove the current item */
	visit.REMOVE = REMOVE;
	/** Find the item at `path` from `cst` as the root */
	visit.itemAtPath = (cst, path) => {
		let item = cst;
		for (const [field, index] of path) {
			const tok = item?.[field];
			if (tok && "items" in tok) item = tok.items[index];
			else return void 0;
		}
		return item;
	};
	/**
	* Get the immediate parent collection of the item at `path` from `cst` as the root.
	*
	* Throws an error if the collection is not found, which should never happen if the item itself exists.
	*/
	visit.parentCollection = (cst, path) => {
		const parent = visit.itemAtPath(cst, path.slice(0, -1));
		const field = path[path.length - 1][0];
		const coll = parent?.[field];
		if (coll && "items" in coll) return coll;
		throw new Error("Parent collection not found");
	};
	function _visit(path, item, visitor) {
		let ctrl = visitor(item, path);
		if (typeof ctrl === "symbol") return ctrl;
		for (const field of ["key", "value"]) {
			const token = item[field];
			if (token && "items" in token) {
				for (let i = 0; i < token.items.length; ++i) {
					const ci = _visit(Object.freeze(path.concat([[field, i]])), token.items[i], visitor);
					if (typeof ci === "number") i = ci - 1;
					else if (ci === BREAK) return BREAK;
					else if (ci === REMOVE) {
						token.items.splice(i, 1);
						i -= 1;
					}
				}
				if (typeof ctrl === "function" && field === "key") ctrl = ctrl(item, path);
			}
		}
		return typeof ctrl === "function" ? ctrl(item, path) : ctrl;
	}
	exports.visit = visit;
}));

// node_modules/yaml/dist/parse/cst.js
var require_cst = /* @__PURE__ */ __commonJSMin(((exports) => {
	var cstScalar = require_cst_scalar();
	var cstStringify = require_cst_stringify();
	var cstVisit = require_cst_visit();
	/** The byte order mark */
	const BOM = "﻿";
	/** Start of doc-mode */
	const DOCUMENT = "";
	/** Unexpected end of flow-mode */
	const FLOW_END = "";
	/** Next token is a scalar value */
	const SCALAR = "";
	/** @returns `true` if `token` is a flow or block collection */
	const isCollection = (token) => !!token && "items" in token;
	/** @returns `true` if `token` is a flow or block scalar; not an alias */
	const isScalar = (token) => !!token && (token.type === "scalar" || token.type === "single-quoted-scalar" || token.type === "double-quoted-scalar" || token.type === "block-scalar");
	/* istanbul ignore next */
	/** Get a printable representation of a lexer token */
	function prettyToken(token) {
		switch (token) {
			case BOM: return "<BOM>";
			case DOCUMENT: return "<DOC>";
			case FLOW_END: return "<FLOW_END>";
			case SCALAR: return "<SCALAR>";
			default: return JSON.stringify(token);
		}
	}
	/** Identify the type of a lexer token. May return `null` for unknown tokens. */
	function tokenType(source) {
		switch (source) {
			case BOM: return "byte-order-mark";
			case DOCUMENT: return "doc-mode";
			case FLOW_END: return "flow-error-end";
			case SCALAR: return "scalar";
			case "---": return "doc-start";
			case "...": return "doc-end";
			case "":
			case "\n":
			case "\r\n": return "newline";
			case "-": return "seq-item-ind";
			case "?": return "explicit-key-ind";
			case ":": return "map-value-ind";
			case "{": return "flow-map-start";
			case "}": return "flow-map-end";
			case "[": return "flow-seq-start";
			case "]": return "flow-seq-end";
			case ",": return "comma";
		}
		switch (source[0]) {
			case " ":
			case "	": return "space";
			case "#": return "comment";
			case "%": return "directive-line";
			case "*": return "alias";
			case "&": return "anchor";
			case "!": return "tag";
			case "'": return "single-quoted-scalar";
			case "\"": return "double-quoted-scalar";
			case "|":
			case ">": return "block-scalar-header";
		}
		return null;
	}
	exports.createScalarToken = cstScalar.createScalarToken;
	exports.resolveAsScalar = cstScalar.resolveAsScalar;
	exports.setScalarValue = cstScalar.setScalarValue;
	exports.stringify = cstStringify.stringify;
	exports.visit = cstVisit.visit;
	exports.BOM = BOM;
	exports.DOCUMENT = DOCUMENT;
	exports.FLOW_END = FLOW_END;
	exports.SCALAR = SCALAR;
	exports.isCollection = isCollection;
	exports.isScalar = isScalar;
	exports.prettyToken = prettyToken;
	exports.tokenType = tokenType;
}));

// node_modules/yaml/dist/parse/lexer.js
var require_lexer = /* @__PURE__ */ __commonJSMin(((exports) => {
	var cst = require_cst();
	function isEmpty(ch) {
		switch (ch) {
			case void 0:
			case " ":
			case "\n":
			case "\r":
			case "	": return true;
			default: return false;
		}
	}
	const hexDigits = /* @__PURE__ */ new Set("0123456789ABCDEFabcdef");
	const tagChars = /* @__PURE__ */ new Set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-#;/?:@&=+$_.!~*'()");
	const flowIndicatorChars = /* @__PURE__ */ new Set(",[]{}");
	const invalidAnchorChars = /* @__PURE__ */ new Set(" ,[]{}\n\r	");
	const isNotAnchorChar = (ch) => !ch || invalidAnchorChars.has(ch);
	/**
	* Splits an input string into lexical tokens, i.e. smaller strings that are
	* easily identifiable by `tokens.tokenType()`.
	*
	* Lexing starts always in a "stream" context. Incomplete input may be buffered
	* until a complete token can be emitted.
	*
	* In addition to slices of the original input, the following control characters
	* may also be emitted:
	*
	* - `\x02` (Start of Text): A document starts with the next token
	* - `\x18` (Cancel): Unexpected end of flow-mode (indicates an error)
	* - `\x1f` (Unit Separator): Next token is a scalar value
	* - `\u{FEFF}` (Byte order mark): Emitted separately outside documents
	*/
	var Lexer = class {
		constructor() {
			/**
			* Flag indicating whether the end of the current buffer marks the end of
			* all input
			*/
			this.atEnd = false;
			/**
			* Explicit indent set in block scalar header, as an offset from the current
			* minimum indent, so e.g. set to 1 from a header `|2+`. Set to -1 if not
			* explicitly set.
			*/
			this.blockScalarIndent = -1;
			/**
			* Block scalars that include a + (keep) chomping indicator in their header
			* include trailing empty lines, which are otherwise excluded from the
			* scalar's contents.
			*/
			this.blockScalarKeep = false;
			/** Current input */
			this.buffer = "";
			/**
			* Flag noting whether the map value indicator : can immediately follow this
			* node within a flow context.
			*/
			this.flowKey = false;
			/** Count of surrounding flow collection levels. */
			this.flowLevel = 0;
			/**
			* Minimum level of indentation required for next lines to be parsed as a
			* part of the current scalar value.
			*/
			this.indentNext = 0;
			/** Indentation level of the current line. */
			this.indentValue = 0;
			/** Position of the next \n character. */
			this.lineEndPos = null;
			/** Stores the state of the lexer if reaching the end of incpomplete input */
			this.next = null;
			/** A pointer to `buffer`; the current position of the lexer. */
			this.pos = 0;
		}
		/**
		* Generate YAML tokens from the `source` string. If `incomplete`,
		* a part of the last line may be left as a buffer for the next call.
		*
		* @returns A generator of lexical tokens
		*/
		*lex(source, incomplete = false) {
			if (source) {
				if (typeof source !== "string") throw TypeError("source is not a string");
				this.buffer = this.buffer ? this.buffer + source : source;
				this.lineEndPos = null;
			}
			this.atEnd = !incomplete;
			let next = this.next ?? "stream";
			while (next && (incomplete || this.hasChars(1))) next = yield* this.parseNext(next);
		}
		atLineEnd() {
			let i = this.pos;
			let ch = this.buffer[i];
			while (ch === " " || ch === "	") ch = this.buffer[++i];
			if (!ch || ch === "#" || ch === "\n") return true;
			if (ch === "\r") return this.buffer[i + 1] === "\n";
			return false;
		}
		charAt(n) {
			return this.buffer[this.pos + n];
		}
		continueScalar(offset) {
			let ch = this.buffer[offset];
			if (this.indentNext > 0) {
				let indent = 0;
				while (ch === " ") ch = this.buffer[++indent + offset];
				if (ch === "\r") {
					const next = this.buffer[indent + offset + 1];
					if (next === "\n" || !next && !this.atEnd) return offset + indent + 1;
				}
				return ch === "\n" || indent >= this.indentNext || !ch && !this.atEnd ? offset + indent : -1;
			}
			if (ch === "-" || ch === ".") {
				const dt = this.buffer.substr(offset, 3);
				if ((dt === "---" || dt === "...") && isEmpty(this.buffer[offset + 3])) return -1;
			}
			return offset;
		}
		getLine() {
			let end = this.lineEndPos;
			if (typeof end !== "number" || end !== -1 && end < this.pos) {
				end = this.buffer.indexOf("\n", this.pos);
				this.lineEndPos = end;
			}
			if (end === -1) return this.atEnd ? this.buffer.substring(this.pos) : null;
			if (this.buffer[end - 1] === "\r") end -= 1;
			return this.buffer.substring(this.pos, end);
		}
		hasChars(n) {
			return this.pos + n <= this.buffer.length;
		}
		setNext(state) {
			this.buffer = this.buffer.substring(this.pos);
			this.pos = 0;
			this.lineEndPos = null;
			this.next = state;
			return null;
		}
		peek(n) {
			return this.buffer.substr(this.pos, n);
		}
		*parseNext(next) {
			switch (next) {
				case "stream": return yield* this.parseStream();
				case "line-start": return yield* this.parseLineStart();
				case "block-start": return yield* this.parseBlockStart();
				case "doc": return yield* this.parseDocument();
				case "flow": return yield* this.parseFlowCollection();
				case "quoted-scalar": return yield* this.parseQuotedScalar();
				case "block-scalar": return yield* this.parseBlockScalar();
				case "plain-scalar": return yield* this.parsePlainScalar();
			}
		}
		*parseStream() {
			let line = this.getLine();
			if (line === null) return this.setNext("stream");
			if (line[0] === cst.BOM) {
				yield* this.pushCount(1);
				line = line.substring(1);
			}
			if (line[0] === "%") {
				let dirEnd = line.length;
				let cs = line.indexOf("#");
				while (cs !== -1) {
					const ch = line[cs - 1];
					if (ch === " " || ch === "	") {
						dirEnd = cs - 1;
						break;
					} else cs = line.indexOf("#", cs + 1);
				}
				while (true) {
					const ch = line[dirEnd - 1];
					if (ch === " " || ch === "	") dirEnd -= 1;
					else break;
				}
				const n = (yield* this.pushCount(dirEnd)) + (yield* this.pushSpaces(true));
				yield* this.pushCount(line.length - n);
				this.pushNewline();
				return "stream";
			}
			if (this.atLineEnd()) {
				const sp = yield* this.pushSpaces(true);
				yield* this.pushCount(line.length - sp);
				yield* this.pushNewline();
				return "stream";
			}
			yield cst.DOCUMENT;
			return yield* this.parseLineStart();
		}
		*parseLineStart() {
			const ch = this.charAt(0);
			if (!ch && !this.atEnd) return this.setNext("line-start");
			if (ch === "-" || ch === ".") {
				if (!this.atEnd && !this.hasChars(4)) return this.setNext("line-start");
				const s = this.peek(3);
				if ((s === "---" || s === "...") && isEmpty(this.charAt(3))) {
					yield* this.pushCount(3);
					this.indentValue = 0;
					this.indentNext = 0;
					return s === "---" ? "doc" : "stream";
				}
			}
			this.indentValue = yield* this.pushSpaces(false);
			if (this.indentNext > this.indentValue && !isEmpty(this.charAt(1))) this.indentNext = this.indentValue;
			return yield* this.parseBlockStart();
		}
		*parseBlockStart() {
			const [ch0, ch1] = this.peek(2);
			if (!ch1 && !this.atEnd) return this.setNext("block-start");
			if ((ch0 === "-" || ch0 === "?" || ch0 === ":") && isEmpty(ch1)) {
				const n = (yield* this.pushCount(1)) + (yield* this.pushSpaces(true));
				this.indentNext = this.indentValue + 1;
				this.indentValue += n;
				return "block-start";
			}
			return "doc";
		}
		*parseDocument() {
			yield* this.pushSpaces(true);
			const line = this.getLine();
			if (line === null) return this.setNext("doc");
			let n = yield* this.pushIndicators();
			switch (line[n]) {
				case "#": yield* this.pushCount(line.length - n);
				case void 0:
					yield* this.pushNewline();
					return yield* this.parseLineStart();
				case "{":
				case "[":
					yield* this.pushCount(1);
					this.flowKey = false;
					this.flowLevel = 1;
					return "flow";
				case "}":
				case "]":
					yield* this.pushCount(1);
					return "doc";
				case "*":
					yield* this.pushUntil(isNotAnchorChar);
					return "doc";
				case "\"":
				case "'": return yield* this.parseQuotedScalar();
				case "|":
				case ">":
					n += yield* this.parseBlockScalarHeader();
					n += yield* this.pushSpaces(true);
					yield* this.pushCount(line.length - n);
					yield* this.pushNewline();
					return yield* this.parseBlockScalar();
				default: return yield* this.parsePlainScalar();
			}
		}
		*parseFlowCollection() {
			let nl, sp;
			let indent = -1;
			do {
				nl = yield* this.pushNewline();
				if (nl > 0) {
					sp = yield* this.pushSpaces(false);
					this.indentValue = indent = sp;
				} else sp = 0;
				sp += yield* this.pushSpaces(true);
			} while (nl + sp > 0);
			const line = this.getLine();
			if (line === null) return this.setNext("flow");
			if (indent !== -1 && indent < this.indentNext && line[0] !== "#" || indent === 0 && (line.startsWith("---") || line.startsWith("...")) && isEmpty(line[3])) {
				if (!(indent === this.indentNext - 1 && this.flowLevel === 1 && (line[0] === "]" || line[0] === "}"))) {
					this.flowLevel = 0;
					yield cst.FLOW_END;
					return yield* this.parseLineStart();
				}
			}
			let n = 0;
			while (line[n] === ",") {
				n += yield* this.pushCount(1);
				n += yield* this.pushSpaces(true);
				this.flowKey = false;
			}
			n += yield* this.pushIndicators();
			switch (line[n]) {
				case void 0: return "flow";
				case "#":
					yield* this.pushCount(line.length - n);
					return "flow";
				case "{":
				case "[":
					yield* this.pushCount(1);
					this.flowKey = false;
					this.flowLevel += 1;
					return "flow";
				case "}":
				case "]":
					yield* this.pushCount(1);
					this.flowKey = true;
					this.flowLevel -= 1;
					return this.flowLevel ? "flow" : "doc";
				case "*":
					yield* this.pushUntil(isNotAnchorChar);
					return "flow";
				case "\"":
				case "'":
					this.flowKey = true;
					return yield* this.parseQuotedScalar();
				case ":": {
					const next = this.charAt(1);
					if (this.flowKey || isEmpty(next) || next === ",") {
						this.flowKey = false;
						yield* this.pushCount(1);
						yield* this.pushSpaces(true);
						return "flow";
					}
				}
				default:
					this.flowKey = false;
					return yield* this.parsePlainScalar();
			}
		}
		*parseQuotedScalar() {
			const quote = this.charAt(0);
			let end = this.buffer.indexOf(quote, this.pos + 1);
			if (quote === "'") while (end !== -1 && this.buffer[end + 1] === "'") end = this.buffer.indexOf("'", end + 2);
			else while (end !== -1) {
				let n = 0;
				while (this.buffer[end - 1 - n] === "\\") n += 1;
				if (n % 2 === 0) break;
				end = this.buffer.indexOf("\"", end + 1);
			}
			const qb = this.buffer.substring(0, end);
			let nl = qb.indexOf("\n", this.pos);
			if (nl !== -1) {
				while (nl !== -1) {
					const cs = this.continueScalar(nl + 1);
					if (cs === -1) break;
					nl = qb.indexOf("\n", cs);
				}
				if (nl !== -1) end = nl - (qb[nl - 1] === "\r" ? 2 : 1);
			}
			if (end === -1) {
				if (!this.atEnd) return this.setNext("quoted-scalar");
				end = this.buffer.length;
			}
			yield* this.pushToIndex(end + 1, false);
			return this.flowLevel ? "flow" : "doc";
		}
		*parseBlockScalarHeader() {
			this.blockScalarIndent = -1;
			this.blockScalarKeep = false;
			let i = this.pos;
			while (true) {
				const ch = this.buffer[++i];
				if (ch === "+") this.blockScalarKeep = true;
				else if (ch > "0" && ch <= "9") this.blockScalarIndent = Number(ch) - 1;
				else if (ch !== "-") break;
			}
			return yield* this.pushUntil((ch) => isEmpty(ch) || ch === "#");
		}
		*parseBlockScalar() {
			let nl = this.pos - 1;
			let indent = 0;
			let ch;
			loop: for (let i = this.pos; ch = this.buffer[i]; ++i) switch (ch) {
				case " ":
					indent += 1;
					break;
				case "\n":
					nl = i;
					indent = 0;
					break;
				case "\r": {
					const next = this.buffer[i + 1];
					if (!next && !this.atEnd) return this.setNext("block-scalar");
					if (next === "\n") break;
				}
				default: break loop;
			}
			if (!ch && !this.atEnd) return this.setNext("block-scalar");
			if (indent >= this.indentNext) {
				if (this.blockScalarIndent === -1) this.indentNext = indent;
				else this.indentNext = this.blockScalarIndent + (this.indentNext === 0 ? 1 : this.indentNext);
				do {
					const cs = this.continueScalar(nl + 1);
					if (cs === -1) break;
					nl = this.buffer.indexOf("\n", cs);
				} while (nl !== -1);
				if (nl === -1) {
					if (!this.atEnd) return this.setNext("block-scalar");
					nl = this.buffer.length;
				}
			}
			let i = nl + 1;
			ch = this.buffer[i];
			while (ch === " ") ch = this.buffer[++i];
			if (ch === "	") {
				while (ch === "	" || ch === " " || ch === "\r" || ch === "\n") ch = this.buffer[++i];
				nl = i - 1;
			} else if (!this.blockScalarKeep) do {
				let i = nl - 1;
				let ch = this.buffer[i];
				if (ch === "\r") ch = this.buffer[--i];
				const lastChar = i;
				while (ch === " ") ch = this.buffer[--i];
				if (ch === "\n" && i >= this.pos && i + 1 + indent > lastChar) nl = i;
				else break;
			} while (true);
			yield cst.SCALAR;
			yield* this.pushToIndex(nl + 1, true);
			return yield* this.parseLineStart();
		}
		*parsePlainScalar() {
			const inFlow = this.flowLevel > 0;
			let end = this.pos - 1;
			let i = this.pos - 1;
			let ch;
			while (ch = this.buffer[++i]) if (ch === ":") {
				const next = this.buffer[i + 1];
				if (isEmpty(next) || inFlow && flowIndicatorChars.has(next)) break;
				end = i;
			} else if (isEmpty(ch)) {
				let next = this.buffer[i + 1];
				if (ch === "\r") {
					if (next === "\n") {
						i += 1;
						ch = "\n";
						next = this.buffer[i + 1];
					} else end = i;
				}
				if (next === "#" || inFlow && flowIndicatorChars.has(next)) break;
				if (ch === "\n") {
					const cs = this.continueScalar(i + 1);
					if (cs === -1) break;
					i = Math.max(i, cs - 2);
				}
			} else {
				if (inFlow && flowIndicatorChars.has(ch)) break;
				end = i;
			}
			if (!ch && !this.atEnd) return this.setNext("plain-scalar");
			yield cst.SCALAR;
			yield* this.pushToIndex(end + 1, true);
			return inFlow ? "flow" : "doc";
		}
		*pushCount(n) {
			if (n > 0) {
				yield this.buffer.substr(this.pos, n);
				this.pos += n;
				return n;
			}
			return 0;
		}
		*pushToIndex(i, allowEmpty) {
			const s = this.buffer.slice(this.pos, i);
			if (s) {
				yield s;
				this.pos += s.length;
				return s.length;
			} else if (allowEmpty) yield "";
			return 0;
		}
		*pushIndicators() {
			let n = 0;
			loop: while (true) {
				switch (this.charAt(0)) {
					case "!":
						n += yield* this.pushTag();
						n += yield* this.pushSpaces(true);
						continue loop;
					case "&":
						n += yield* this.pushUntil(isNotAnchorChar);
						n += yield* this.pushSpaces(true);
						continue loop;
					case "-":
					case "?":
					case ":": {
						const inFlow = this.flowLevel > 0;
						const ch1 = this.charAt(1);
						if (isEmpty(ch1) || inFlow && flowIndicatorChars.has(ch1)) {
							if (!inFlow) this.indentNext = this.indentValue + 1;
							else if (this.flowKey) this.flowKey = false;
							n += yield* this.pushCount(1);
							n += yield* this.pushSpaces(true);
							continue loop;
						}
					}
				}
				break loop;
			}
			return n;
		}
		*pushTag() {
			if (this.charAt(1) === "<") {
				let i = this.pos + 2;
				let ch = this.buffer[i];
				while (!isEmpty(ch) && ch !== ">") ch = this.buffer[++i];
				return yield* this.pushToIndex(ch === ">" ? i + 1 : i, false);
			} else {
				let i = this.pos + 1;
				let ch = this.buffer[i];
				while (ch) if (tagChars.has(ch)) ch = this.buffer[++i];
				else if (ch === "%" && hexDigits.has(this.buffer[i + 1]) && hexDigits.has(this.buffer[i + 2])) ch = this.buffer[i += 3];
				else break;
				return yield* this.pushToIndex(i, false);
			}
		}
		*pushNewline() {
			const ch = this.buffer[this.pos];
			if (ch === "\n") return yield* this.pushCount(1);
			else if (ch === "\r" && this.charAt(1) === "\n") return yield* this.pushCount(2);
			else return 0;
		}
		*pushSpaces(allowTabs) {
			let i = this.pos - 1;
			let ch;
			do
				ch = this.buffer[++i];
			while (ch === " " || allowTabs && ch === "	");
			const n = i - this.pos;
			if (n > 0) {
				yield this.buffer.substr(this.pos, n);
				this.pos = i;
			}
			return n;
		}
		*pushUntil(test) {
			let i = this.pos;
			let ch = this.buffer[i];
			while (!test(ch)) ch = this.buffer[++i];
			return yield* this.pushToIndex(i, false);
		}
	};
	exports.Lexer = Lexer;
}));

// node_modules/yaml/dist/parse/line-counter.js
var require_line_counter = /* @__PURE__ */ __commonJSMin(((exports) => {
	/**
	* Tracks newlines during parsing in order to provide an efficient API for
	* determining the one-indexed `{ line, col }` position for any offset
	* within the input.
	*/
	var LineCounter = class {
		constructor() {
			this.lineStarts = [];
			/**
			* Should be called in ascending order. Otherwise, call
			* `lineCounter.lineStarts.sort()` before calling `linePos()`.
			*/
			this.addNewLine = (offset) => this.lineStarts.push(offset);
			/**
			* Performs a binary search and returns the 1-indexed { line, col }
			* position of `offset`. If `line === 0`, `addNewLine` has never been
			* called or `offset` is before the first known newline.
			*/
			this.linePos = (offset) => {
				let low = 0;
				let high = this.lineStarts.length;
				while (low < high) {
					const mid = low + high >> 1;
					if (this.lineStarts[mid] < offset) low = mid + 1;
					else high = mid;
				}
				if (this.lineStarts[low] === offset) return {
					line: low + 1,
					col: 1
				};
				if (low === 0) return {
					line: 0,
					col: offset
				};
				const start = this.lineStarts[low - 1];
				return {
					line: low,
					col: offset - start + 1
				};
			};
		}
	};
	exports.LineCounter = LineCounter;
}));

// node_modules/yaml/dist/parse/parser.js
var require_parser = /* @__PURE__ */ __commonJSMin(((exports) => {
	var node_process = __require("process");
	var cst = require_cst();
	var lexer = require_lexer();
	function includesToken(list, type) {
		for (let i = 0; i < list.length; ++i) if (list[i].type === type) return true;
		return false;
	}
	function findNonEmptyIndex(list) {
		for (let i = 0; i < list.length; ++i) switch (list[i].type) {
			case "space":
			case "comment":
			case "newline": break;
			default: return i;
		}
		return -1;
	}
	function isFlowToken(token) {
		switch (token?.type) {
			case "alias":
			case "scalar":
			case "single-quoted-scalar":
			case "double-quoted-scalar":
			case "flow-collection": return true;
			default: return false;
		}
	}
	function getPrevProps(parent) {
		switch (parent.type) {
			case "document": return parent.start;
			case "block-map": {
				const it = parent.items[parent.items.length - 1];
				return it.sep ?? it.start;
			}
			case "block-seq": return parent.items[parent.items.length - 1].start;
			/* istanbul ignore next should not happen */
			default: return [];
		}
	}
	/** Note: May modify input array */
	function getFirstKeyStartProps(prev) {
		if (prev.length === 0) return [];
		let i = prev.length;
		loop: while (--i >= 0) switch (prev[i].type) {
			case "doc-start":
			case "explicit-key-ind":
			case "map-value-ind":
			case "seq-item-ind":
			case "newline": break loop;
		}
		while (prev[++i]?.type === "space");
		return prev.splice(i, prev.length);
	}
	function arrayPushArray(target, source) {
		if (source.length < 1e5) Array.prototype.push.apply(target, source);
		else for (let i = 0; i < source.length; ++i) target.push(source[i]);
	}
	function fixFlowSeqItems(fc) {
		if (fc.start.type === "flow-seq-start") {
			for (const it of fc.items) if (it.sep && !it.value && !includesToken(it.start, "explicit-key-ind") && !includesToken(it.sep, "map-value-ind")) {
				if (it.key) it.value = it.key;
				delete it.key;
				if (isFlowToken(it.value)) {
					if (it.value.end) arrayPushArray(it.value.end, it.sep);
					else it.value.end = it.sep;
				} else arrayPushArray(it.start, it.sep);
				delete it.sep;
			}
		}
	}
	/**
	* A YAML concrete syntax tree (CST) parser
	*
	* ```ts
	* const src: string = ...
	* for (const token of new Parser().parse(src)) {
	*   // token: Token
	* }
	* ```
	*
	* To use the parser with a user-provided lexer:
	*
	* ```ts
	* function* parse(source: string, lexer: Lexer) {
	*   const parser = new Parser()
	*   for (const lexeme of lexer.lex(source))
	*     yield* parser.next(lexeme)
	*   yield* parser.end()
	* }
	*
	* const src: string = ...
	* const lexer = new Lexer()
	* for (const token of parse(src, lexer)) {
	*   // token: Token
	* }
	* ```
	*/
	var Parser = class {
		/**
		* @param onNewLine - If defined, called separately with the start position of
		*   each new line (in `parse()`, including the start of input).
		*/
		constructor(onNewLine) {
			/** If true, space and sequence indicators count as indentation */
			this.atNewLine = true;
			/** If true, next token is a scalar value */
			this.atScalar = false;
			/** Current indentation level */
			this.indent = 0;
			/** Current offset since the start of parsing */
			this.offset = 0;
			/** On the same line with a block map key */
			this.onKeyLine = false;
			/** Top indicates the node that's currently being built */
			this.stack = [];
			/** The source of the current token, set in parse() */
			this.source = "";
			/** The type of the current token, set in parse() */
			this.type = "";
			this.lexer = new lexer.Lexer();
			this.onNewLine = onNewLine;
		}
		/**
		* Parse `source` as a YAML stream.
		* If `incomplete`, a part of the last line may be left as a buffer for the next call.
		*
		* Errors are not thrown, but yielded as `{ type: 'error', message }` tokens.
		*
		* @returns A generator of tokens representing each directive, document, and other structure.
		*/
		*parse(source, incomplete = false) {
			if (this.onNewLine && this.offset === 0) this.onNewLine(0);
			for (const lexeme of this.lexer.lex(source, incomplete)) yield* this.next(lexeme);
			if (!incomplete) yield* this.end();
		}
		/**
		* Advance the parser by the `source` of one lexical token.
		*/
		*next(source) {
			this.source = source;
			if (node_process.env.LOG_TOKENS) console.log("|", cst.prettyToken(source));
			if (this.atScalar) {
				this.atScalar = false;
				yield* this.step();
				this.offset += source.length;
				return;
			}
			const type = cst.tokenType(source);
			if (!type) {
				const message = `Not a YAML token: ${source}`;
				yield* this.pop({
					type: "error",
					offset: this.offset,
					message,
					source
				});
				this.offset += source.length;
			} else if (type === "scalar") {
				this.atNewLine = false;
				this.atScalar = true;
				this.type = "scalar";
			} else {
				this.type = type;
				yield* this.step();
				switch (type) {
					case "newline":
						this.atNewLine = true;
						this.indent = 0;
						if (this.onNewLine) this.onNewLine(this.offset + source.length);
						break;
					case "space":
						if (this.atNewLine && source[0] === " ") this.indent += source.length;
						break;
					case "explicit-key-ind":
					case "map-value-ind":
					case "seq-item-ind":
						if (this.atNewLine) this.indent += source.length;
						break;
					case "doc-mode":
					case "flow-error-end": return;
					default: this.atNewLine = false;
				}
				this.offset += source.length;
			}
		}
		/** Call at end of input to push out any remaining constructions */
		*end() {
			while (this.stack.length > 0) yield* this.pop();
		}
		get sourceToken() {
			return {
				type: this.type,
				offset: this.offset,
				indent: this.indent,
				source: this.source
			};
		}
		*step() {
			const top = this.peek(1);
			if (this.type === "doc-end" && top?.type !== "doc-end") {
				while (this.stack.length > 0) yield* this.pop();
				this.stack.push({
					type: "doc-end",
					offset: this.offset,
					source: this.source
				});
				return;
			}
			if (!top) return yield* this.stream();
			switch (top.type) {
				case "document": return yield* this.document(top);
				case "alias":
				case "scalar":
				case "single-quoted-scalar":
				case "double-quoted-scalar": return yield* this.scalar(top);
				case "block-scalar": return yield* this.blockScalar(top);
				case "block-map": return yield* this.blockMap(top);
				case "block-seq": return yield* this.blockSequence(top);
				case "flow-collection": return yield* this.flowCollection(top);
				case "doc-end": return yield* this.documentEnd(top);
			}
			/* istanbul ignore next should not happen */
			yield* this.pop();
		}
		peek(n) {
			return this.stack[this.stack.length - n];
		}
		*pop(error) {
			const token = error ?? this.stack.pop();
			/* istanbul ignore if should not happen */
			if (!token) yield {
				type: "error",
				offset: this.offset,
				source: "",
				message: "Tried to pop an empty stack"
			};
			else if (this.stack.length === 0) yield token;
			else {
				const top = this.peek(1);
				if (token.type === "block-scalar") token.indent = "indent" in top ? top.indent : 0;
				else if (token.type === "flow-collection" && top.type === "document") token.indent = 0;
				if (token.type === "flow-collection") fixFlowSeqItems(token);
				switch (top.type) {
					case "document":
						top.value = token;
						break;
					case "block-scalar":
						top.props.push(token);
						break;
					case "block-map": {
						const it = top.items[top.items.length - 1];
						if (it.value) {
							top.items.push({
								start: [],
								key: token,
								sep: []
							});
							this.onKeyLine = true;
							return;
						} else if (it.sep) it.value = token;
						else {
							Object.assign(it, {
								key: token,
								sep: []
							});
							this.onKeyLine = !it.explicitKey;
							return;
						}
						break;
					}
					case "block-seq": {
						const it = top.items[top.items.length - 1];
						if (it.value) top.items.push({
							start: [],
							value: token
						});
						else it.value = token;
						break;
					}
					case "flow-collection": {
						const it = top.items[top.items.length - 1];
						if (!it || it.value) top.items.push({
							start: [],
							key: token,
							sep: []
						});
						else if (it.sep) it.value = token;
						else Object.assign(it, {
							key: token,
							sep: []
						});
						return;
					}
					/* istanbul ignore next should not happen */
					default:
						yield* this.pop();
						yield* this.pop(token);
				}
				if ((top.type === "document" || top.type === "block-map" || top.type === "block-seq") && (token.type === "block-map" || token.type === "block-seq")) {
					const last = token.items[token.items.length - 1];
					if (last && !last.sep && !last.value && last.start.length > 0 && findNonEmptyIndex(last.start) === -1 && (token.indent === 0 || last.start.every((st) => st.type !== "comment" || st.indent < token.indent))) {
						if (top.type === "document") top.end = last.start;
						else top.items.push({ start: last.start });
						token.items.splice(-1, 1);
					}
				}
			}
		}
		*stream() {
			switch (this.type) {
				case "directive-line":
					yield {
						type: "directive",
						offset: this.offset,
						source: this.source
					};
					return;
				case "byte-order-mark":
				case "space":
				case "comment":
				case "newline":
					yield this.sourceToken;
					return;
				case "doc-mode":
				case "doc-start": {
					const doc = {
						type: "document",
						offset: this.offset,
						start: []
					};
					if (this.type === "doc-start") doc.start.push(this.sourceToken);
					this.stack.push(doc);
					return;
				}
			}
			yield {
				type: "error",
				offset: this.offset,
				message: `Unexpected ${this.type} token in YAML stream`,
				source: this.source
			};
		}
		*document(doc) {
			if (doc.value) return yield* this.lineEnd(doc);
			switch (this.type) {
				case "doc-start":
					if (findNonEmptyIndex(doc.start) !== -1) {
						yield* this.pop();
						yield* this.step();
					} else doc.start.push(this.sourceToken);
					return;
				case "anchor":
				case "tag":
				case "space":
				case "comment":
				case "newline":
					doc.start.push(this.sourceToken);
					return;
			}
			const bv = this.startBlockValue(doc);
			if (bv) this.stack.push(bv);
			else yield {
				type: "error",
				offset: this.offset,
				message: `Unexpected ${this.type} token in YAML document`,
				source: this.source
			};
		}
		*scalar(scalar) {
			if (this.type === "map-value-ind") {
				const start = getFirstKeyStartProps(getPrevProps(this.peek(2)));
				let sep;
				if (scalar.end) {
					sep = scalar.end;
					sep.push(this.sourceToken);
					delete scalar.end;
				} else sep = [this.sourceToken];
				const map = {
					type: "block-map",
					offset: scalar.offset,
					indent: scalar.indent,
					items: [{
						start,
						key: scalar,
						sep
					}]
				};
				this.onKeyLine = true;
				this.stack[this.stack.length - 1] = map;
			} else yield* this.lineEnd(scalar);
		}
		*blockScalar(scalar) {
			switch (this.type) {
				case "space":
				case "comment":
				case "newline":
					scalar.props.push(this.sourceToken);
					return;
				case "scalar":
					scalar.source = this.source;
					this.atNewLine = true;
					this.indent = 0;
					if (this.onNewLine) {
						let nl = this.source.indexOf("\n") + 1;
						while (nl !== 0) {
							this.onNewLine(this.offset + nl);
							nl = this.source.indexOf("\n", nl) + 1;
						}
					}
					yield* this.pop();
					break;
				/* istanbul ignore next should not happen */
				default:
					yield* this.pop();
					yield* this.step();
			}
		}
		*blockMap(map) {
			const it = map.items[map.items.length - 1];
			switch (this.type) {
				case "newline":
					this.onKeyLine = false;
					if (it.value) {
						const end = "end" in it.value ? it.value.end : void 0;
						if ((Array.isArray(end) ? end[end.length - 1] : void 0)?.type === "comment") end?.push(this.sourceToken);
						else map.items.push({ start: [this.sourceToken] });
					} else if (it.sep) it.sep.push(this.sourceToken);
					else it.start.push(this.sourceToken);
					return;
				case "space":
				case "comment":
					if (it.value) map.items.push({ start: [this.sourceToken] });
					else if (it.sep) it.sep.push(this.sourceToken);
					else {
						if (this.atIndentedComment(it.start, map.indent)) {
							const end = map.items[map.items.length - 2]?.value?.end;
							if (Array.isArray(end)) {
								arrayPushArray(end, it.start);
								end.push(this.sourceToken);
								map.items.pop();
								return;
							}
						}
						it.start.push(this.sourceToken);
					}
					return;
			}
			if (this.indent >= map.indent) {
				const atMapIndent = !this.onKeyLine && this.indent === map.indent;
				const atNextItem = atMapIndent && (it.sep || it.explicitKey) && this.type !== "seq-item-ind";
				let start = [];
				if (atNextItem && it.sep && !it.value) {
					const nl = [];
					for (let i = 0; i < it.sep.length; ++i) {
						const st = it.sep[i];
						switch (st.type) {
							case "newline":
								nl.push(i);
								break;
							case "space": break;
							case "comment":
								if (st.indent > map.indent) nl.length = 0;
								break;
							default: nl.length = 0;
						}
					}
					if (nl.length >= 2) start = it.sep.splice(nl[1]);
				}
				switch (this.type) {
					case "anchor":
					case "tag":
						if (atNextItem || it.value) {
							start.push(this.sourceToken);
							map.items.push({ start });
							this.onKeyLine = true;
						} else if (it.sep) it.sep.push(this.sourceToken);
						else it.start.push(this.sourceToken);
						return;
					case "explicit-key-ind":
						if (!it.sep && !it.explicitKey) {
							it.start.push(this.sourceToken);
							it.explicitKey = true;
						} else if (atNextItem || it.value) {
							start.push(this.sourceToken);
							map.items.push({
								start,
								explicitKey: true
							});
						} else this.stack.push({
							type: "block-map",
							offset: this.offset,
							indent: this.indent,
							items: [{
								start: [this.sourceToken],
								explicitKey: true
							}]
						});
						this.onKeyLine = true;
						return;
					case "map-value-ind":
						if (it.explicitKey) {
							if (!it.sep) {
								if (includesToken(it.start, "newline")) Object.assign(it, {
									key: null,
									sep: [this.sourceToken]
								});
								else {
									const start = getFirstKeyStartProps(it.start);
									this.stack.push({
										type: "block-map",
										offset: this.offset,
										indent: this.indent,
										items: [{
											start,
											key: null,
											sep: [this.sourceToken]
										}]
									});
								}
							} else if (it.value) map.items.push({
								start: [],
								key: null,
								sep: [this.sourceToken]
							});
							else if (includesToken(it.sep, "map-value-ind")) this.stack.push({
								type: "block-map",
								offset: this.offset,
								indent: this.indent,
								items: [{
									start,
									key: null,
									sep: [this.sourceToken]
								}]
							});
							else if (isFlowToken(it.key) && !includesToken(it.sep, "newline")) {
								const start = getFirstKeyStartProps(it.start);
								const key = it.key;
								const sep = it.sep;
								sep.push(this.sourceToken);
								delete it.key;
								delete it.sep;
								this.stack.push({
									type: "block-map",
									offset: this.offset,
									indent: this.indent,
									items: [{
										start,
										key,
										sep
									}]
								});
							} else if (start.length > 0) it.sep = it.sep.concat(start, this.sourceToken);
							else it.sep.push(this.sourceToken);
						} else if (!it.sep) Object.assign(it, {
							key: null,
							sep: [this.sourceToken]
						});
						else if (it.value || atNextItem) map.items.push({
							start,
							key: null,
							sep: [this.sourceToken]
						});
						else if (includesToken(it.sep, "map-value-ind")) this.stack.push({
							type: "block-map",
							offset: this.offset,
							indent: this.indent,
							items: [{
								start: [],
								key: null,
								sep: [this.sourceToken]
							}]
						});
						else it.sep.push(this.sourceToken);
						this.onKeyLine = true;
						return;
					case "alias":
					case "scalar":
					case "single-quoted-scalar":
					case "double-quoted-scalar": {
						const fs = this.flowScalar(this.type);
						if (atNextItem || it.value) {
							map.items.push({
								start,
								key: fs,
								sep: []
							});
							this.onKeyLine = true;
						} else if (it.sep) this.stack.push(fs);
						else {
							Object.assign(it, {
								key: fs,
								sep: []
							});
							this.onKeyLine = true;
						}
						return;
					}
					default: {
						const bv = this.startBlockValue(map);
						if (bv) {
							if (bv.type === "block-seq") {
								if (!it.explicitKey && it.sep && !includesToken(it.sep, "newline")) {
									yield* this.pop({
										type: "error",
										offset: this.offset,
										message: "Unexpected block-seq-ind on same line with key",
										source: this.source
									});
									return;
								}
							} else if (atMapIndent) map.items.push({ start });
							this.stack.push(bv);
							return;
						}
					}
				}
			}
			yield* this.pop();
			yield* this.step();
		}
		*blockSequence(seq) {
			const it = seq.items[seq.items.length - 1];
			switch (this.type) {
				case "newline":
					if (it.value) {
						const end = "end" in it.value ? it.value.end : void 0;
						if ((Array.isArray(end) ? end[end.length - 1] : void 0)?.type === "comment") end?.push(this.sourceToken);
						else seq.items.push({ start: [this.sourceToken] });
					} else it.start.push(this.sourceToken);
					return;
				case "space":
				case "comment":
					if (it.value) seq.items.push({ start: [this.sourceToken] });
					else {
						if (this.atIndentedComment(it.start, seq.indent)) {
							const end = seq.items[seq.items.length - 2]?.value?.end;
							if (Array.isArray(end)) {
								arrayPushArray(end, it.start);
								end.push(this.sourceToken);
								seq.items.pop();
								return;
							}
						}
						it.start.push(this.sourceToken);
					}
					return;
				case "anchor":
				case "tag":
					if (it.value || this.indent <= seq.indent) break;
					it.start.push(this.sourceToken);
					return;
				case "seq-item-ind":
					if (this.indent !== seq.indent) break;
					if (it.value || includesToken(it.start, "seq-item-ind")) seq.items.push({ start: [this.sourceToken] });
					else it.start.push(this.sourceToken);
					return;
			}
			if (this.indent > seq.indent) {
				const bv = this.startBlockValue(seq);
				if (bv) {
					this.stack.push(bv);
					return;
				}
			}
			yield* this.pop();
			yield* this.step();
		}
		*flowCollection(fc) {
			const it = fc.items[fc.items.length - 1];
			if (this.type === "flow-error-end") {
				let top;
				do {
					yield* this.pop();
					top = this.peek(1);
				} while (top?.type === "flow-collection");
			} else if (fc.end.length === 0) {
				switch (this.type) {
					case "comma":
					case "explicit-key-ind":
						if (!it || it.sep) fc.items.push({ start: [this.sourceToken] });
						else it.start.push(this.sourceToken);
						return;
					case "map-value-ind":
						if (!it || it.value) fc.items.push({
							start: [],
							key: null,
							sep: [this.sourceToken]
						});
						else if (it.sep) it.sep.push(this.sourceToken);
						else Object.assign(it, {
							key: null,
							sep: [this.sourceToken]
						});
						return;
					case "space":
					case "comment":
					case "newline":
					case "anchor":
					case "tag":
						if (!it || it.value) fc.items.push({ start: [this.sourceToken] });
						else if (it.sep) it.sep.push(this.sourceToken);
						else it.start.push(this.sourceToken);
						return;
					case "alias":
					case "scalar":
					case "single-quoted-scalar":
					case "double-quoted-scalar": {
						const fs = this.flowScalar(this.type);
						if (!it || it.value) fc.items.push({
							start: [],
							key: fs,
							sep: []
						});
						else if (it.sep) this.stack.push(fs);
						else Object.assign(it, {
							key: fs,
							sep: []
						});
						return;
					}
					case "flow-map-end":
					case "flow-seq-end":
						fc.end.push(this.sourceToken);
						return;
				}
				const bv = this.startBlockValue(fc);
				/* istanbul ignore else should not happen */
				if (bv) this.stack.push(bv);
				else {
					yield* this.pop();
					yield* this.step();
				}
			} else {
				const parent = this.peek(2);
				if (parent.type === "block-map" && (this.type === "map-value-ind" && parent.indent === fc.indent || this.type === "newline" && !parent.items[parent.items.length - 1].sep)) {
					yield* this.pop();
					yield* this.step();
				} else if (this.type === "map-value-ind" && parent.type !== "flow-collection") {
					const start = getFirstKeyStartProps(getPrevProps(parent));
					fixFlowSeqItems(fc);
					const sep = fc.end.splice(1, fc.end.length);
					sep.push(this.sourceToken);
					const map = {
						type: "block-map",
						offset: fc.offset,
						indent: fc.indent,
						items: [{
							start,
							key: fc,
							sep
						}]
					};
					this.onKeyLine = true;
					this.stack[this.stack.length - 1] = map;
				} else yield* this.lineEnd(fc);
			}
		}
		flowScalar(type) {
			if (this.onNewLine) {
				let nl = this.source.indexOf("\n") + 1;
				while (nl !== 0) {
					this.onNewLine(this.offset + nl);
					nl = this.source.indexOf("\n", nl) + 1;
				}
			}
			return {
				type,
				offset: this.offset,
				indent: this.indent,
				source: this.source
			};
		}
		startBlockValue(parent) {
			switch (this.type) {
				case "alias":
				case "scalar":
				case "single-quoted-scalar":
				case "double-quoted-scalar": return this.flowScalar(this.type);
				case "block-scalar-header": return {
					type: "block-scalar",
					offset: this.offset,
					indent: this.indent,
					props: [this.sourceToken],
					source: ""
				};
				case "flow-map-start":
				case "flow-seq-start": return {
					type: "flow-collection",
					offset: this.offset,
					indent: this.indent,
					start: this.sourceToken,
					items: [],
					end: []
				};
				case "seq-item-ind": return {
					type: "block-seq",
					offset: this.offset,
					indent: this.indent,
					items: [{ start: [this.sourceToken] }]
				};
				case "explicit-key-ind": {
					this.onKeyLine = true;
					const start = getFirstKeyStartProps(getPrevProps(parent));
					start.push(this.sourceToken);
					return {
						type: "block-map",
						offset: this.offset,
						indent: this.indent,
						items: [{
							start,
							explicitKey: true
						}]
					};
				}
				case "map-value-ind": {
					this.onKeyLine = true;
					const start = getFirstKeyStartProps(getPrevProps(parent));
					return {
						type: "block-map",
						offset: this.offset,
						indent: this.indent,
						items: [{
							start,
							key: null,
							sep: [this.sourceToken]
						}]
					};
				}
			}
			return null;
		}
		atIndentedComment(start, indent) {
			if (this.type !== "comment") return false;
			if (this.indent <= indent) return false;
			return start.every((st) => st.type === "newline" || st.type === "space");
		}
		*documentEnd(docEnd) {
			if (this.type !== "doc-mode") {
				if (docEnd.end) docEnd.end.push(this.sourceToken);
				else docEnd.end = [this.sourceToken];
				if (this.type === "newline") yield* this.pop();
			}
		}
		*lineEnd(token) {
			switch (this.type) {
				case "comma":
				case "doc-start":
				case "doc-end":
				case "flow-seq-end":
				case "flow-map-end":
				case "map-value-ind":
					yield* this.pop();
					yield* this.step();
					break;
				case "newline": this.onKeyLine = false;
				default:
					if (token.end) token.end.push(this.sourceToken);
					else token.end = [this.sourceToken];
					if (this.type === "newline") yield* this.pop();
			}
		}
	};
	exports.Parser = Parser;
}));

// node_modules/yaml/dist/public-api.js
var require_public_api = /* @__PURE__ */ __commonJSMin(((exports) => {
	var composer = require_composer();
	var Document = require_Document();
	var errors = require_errors();
	var log = require_log();
	var identity = require_identity();
	var lineCounter = require_line_counter();
	var parser = require_parser();
	function parseOptions(options) {
		const prettyErrors = options.prettyErrors !== false;
		return {
			lineCounter: options.lineCounter || prettyErrors && new lineCounter.LineCounter() || null,
			prettyErrors
		};
	}
	/**
	* Parse the input as a stream of YAML documents.
	*
	* Documents should be separated from each other by `...` or `---` marker lines.
	*
	* @returns If an empty `docs` array is returned, it will be of type
	*   EmptyStream and contain additional stream information. In
	*   TypeScript, you should use `'empty' in docs` as a type guard for it.
	*/
	function parseAllDocuments(source, options = {}) {
		const { lineCounter, prettyErrors } = parseOptions(options);
		const parser$1 = new parser.Parser(lineCounter?.addNewLine);
		const composer$1 = new composer.Composer(options);
		const docs = Array.from(composer$1.compose(parser$1.parse(source)));
		if (prettyErrors && lineCounter) for (const doc of docs) {
			doc.errors.forEach(errors.prettifyError(source, lineCounter));
			doc.warnings.forEach(errors.prettifyError(source, lineCounter));
		}
		if (docs.length > 0) return docs;
		return Object.assign([], { empty: true }, composer$1.streamInfo());
	}
	/** Parse an input string into a single YAML.Document */
	function parseDocument(source, options = {}) {
		const { lineCounter, prettyErrors } = parseOptions(options);
		const parser$1 = new parser.Parser(lineCounter?.addNewLine);
		const composer$1 = new composer.Composer(options);
		let doc = null;
		for (const _doc of composer$1.compose(parser$1.parse(source), true, source.length)) if (!doc) doc = _doc;
		else if (doc.options.logLevel !== "silent") {
			doc.errors.push(new errors.YAMLParseError(_doc.range.slice(0, 2), "MULTIPLE_DOCS", "Source contains multiple documents; please use YAML.parseAllDocuments()"));
			break;
		}
		if (prettyErrors && lineCounter) {
			doc.errors.forEach(errors.prettifyError(source, lineCounter));
			doc.warnings.forEach(errors.prettifyError(source, lineCounter));
		}
		return doc;
	}
	function parse(src, reviver, options) {
		let _reviver = void 0;
		if (typeof reviver === "function") _reviver = reviver;
		else if (options === void 0 && reviver && typeof reviver === "object") options = reviver;
		const doc = parseDocument(src, options);
		if (!doc) return null;
		doc.warnings.forEach((warning) => log.warn(doc.options.logLevel, warning));
		if (doc.errors.length > 0) {
			if (doc.options.logLevel !== "silent") throw doc.errors[0];
			else doc.errors = [];
		}
		return doc.toJS(Object.assign({ reviver: _reviver }, options));
	}
	function stringify(value, replacer, options) {
		let _replacer = null;
		if (typeof replacer === "function" || Array.isArray(replacer)) _replacer = replacer;
		else if (options === void 0 && replacer) options = replacer;
		if (typeof options === "string") options = options.length;
		if (typeof options === "number") {
			const indent = Math.round(options);
			options = indent < 1 ? void 0 : indent > 8 ? { indent: 8 } : { indent };
		}
		if (value === void 0) {
			const { keepUndefined } = options ?? replacer ?? {};
			if (!keepUndefined) return void 0;
		}
		if (identity.isDocument(value) && !_replacer) return value.toString(options);
		return new Document.Document(value, _replacer, options).toString(options);
	}
	exports.parse = parse;
	exports.parseAllDocuments = parseAllDocuments;
	exports.parseDocument = parseDocument;
	exports.stringify = stringify;
}));

// node_modules/yaml/dist/index.js
var require_dist = /* @__PURE__ */ __commonJSMin(((exports) => {
	var composer = require_composer();
	var Document = require_Document();
	var Schema = require_Schema();
	var errors = require_errors();
	var Alias = require_Alias();
	var identity = require_identity();
	var Pair = require_Pair();
	var Scalar = require_Scalar();
	var YAMLMap = require_YAMLMap();
	var YAMLSeq = require_YAMLSeq();
	var cst = require_cst();
	var lexer = require_lexer();
	var lineCounter = require_line_counter();
	var parser = require_parser();
	var publicApi = require_public_api();
	var visit = require_visit();
	exports.Composer = composer.Composer;
	exports.Document = Document.Document;
	exports.Schema = Schema.Schema;
	exports.YAMLError = errors.YAMLError;
	exports.YAMLParseError = errors.YAMLParseError;
	exports.YAMLWarning = errors.YAMLWarning;
	exports.Alias = Alias.Alias;
	exports.isAlias = identity.isAlias;
	exports.isCollection = identity.isCollection;
	exports.isDocument = identity.isDocument;
	exports.isMap = identity.isMap;
	exports.isNode = identity.isNode;
	exports.isPair = identity.isPair;
	exports.isScalar = identity.isScalar;
	exports.isSeq = identity.isSeq;
	exports.Pair = Pair.Pair;
	exports.Scalar = Scalar.Scalar;
	exports.YAMLMap = YAMLMap.YAMLMap;
	exports.YAMLSeq = YAMLSeq.YAMLSeq;
	exports.Lexer = lexer.Lexer;
	exports.LineCounter = lineCounter.LineCounter;
	exports.Parser = parser.Parser;
	exports.parse = publicApi.parse;
	exports.parseAllDocuments = publicApi.parseAllDocuments;
	exports.parseDocument = publicApi.parseDocument;
	exports.stringify = publicApi.stringify;
	exports.visit = visit.visit;
	exports.visitAsync = visit.visitAsync;
}));

// src/access/yaml-tree.ts
var import_dist = require_dist();
const LARGEST_BYTES = 1e6;
/** The format needs five; the library goes down by recursion. */
const DEEPEST = 20;
/** What the library's codes mean; anything else is said in general (https://eemeli.org/yaml/#errors). */
const MISTAKES = {
	TAB_AS_INDENT: "tabs are not allowed as indentation; use blanks",
	MISSING_CHAR: "a quote, bracket, comma or colon is missing before this place",
	BAD_INDENT: "the indentation does not fit, or a bracket is not closed",
	BLOCK_AS_IMPLICIT_KEY: "a colon and a blank may not stand in a value; put the value in quotes, or mend the indentation",
	MULTILINE_IMPLICIT_KEY: "a key must be on one line and end with a colon",
	BAD_SCALAR_START: "a value may not begin with this character; put it in quotes",
	BAD_DQ_ESCAPE: "this is no escape that YAML knows; put the value in single quotes",
	MULTIPLE_DOCS: "a second document begins here; one file is one document",
	MULTIPLE_ANCHORS: "anchors are not needed here; leave them out"
};
/**
* Reads one YAML document, with positions. Aliases and tags are refused, since they can make a small file large or a text
* something else. Duplicate keys are left for the reader of the map.
* @param file its name, for messages.
* @throws SettingsError for the input `approvals`.
*/
function readYaml(text, file) {
	const lines = new import_dist.LineCounter();
	const refuse = (at, sentence) => {
		const { line, col } = lines.linePos(at);
		const place = line === 0 ? "line 1, column 1" : `line ${line}, column ${col}`;
		throw new SettingsError("approvals", `Approvals file ${printable(file, 200)}, ${place}: ${sentence}${sentence.endsWith("?") ? "" : "."}`);
	};
	if (Buffer.byteLength(text) > LARGEST_BYTES) refuse(0, "the file is too large; at most 1 MB is allowed");
	const tokens = [...new import_dist.Parser(lines.addNewLine).parse(text)];
	const deep = tooDeep(tokens);
	if (deep !== void 0) refuse(deep, `the values are nested too deeply; at most ${DEEPEST} levels are allowed`);
	const second = tokens.filter(({ type }) => type === "document")[1];
	if (second) refuse(second.offset, "a second document begins here; one file is one document");
	const directive = tokens.find(({ type }) => type === "directive");
	if (directive) refuse(directive.offset, "directives such as %YAML are not allowed; leave the line out");
	const [document] = [...new import_dist.Composer({
		version: "1.2",
		schema: "core",
		uniqueKeys: false
	}).compose(tokens, true, text.length)];
	const [error] = [...document?.errors ?? [], ...document?.warnings ?? []].sort((a, b) => a.pos[0] - b.pos[0]);
	if (error?.code === "TAG_RESOLVE_FAILED") refuse(error.pos[0], "tags are not allowed; leave out the ! or put the value in quotes");
	if (error) refuse(error.pos[0], MISTAKES[error.code] ?? "this is no valid YAML; check quotes, brackets and indentation");
	const root = document?.contents;
	if (!root) return refuse(0, "the file is empty; it needs the key approvals, a list");
	return {
		root: toNode(root, refuse),
		refuse
	};
}
/** Letters, digits and harmless marks of a text, at most `most` characters: to name what was written. */
function printable(text, most = 60) {
	const characters = Array.from(text.slice(0, 4 * most));
	const safe = characters.slice(0, most).join("").replaceAll(/[^\p{L}\p{N} \-_.:/+,=@~*]/gu, "?");
	return characters.length > most || text.length > 4 * most ? `${safe}...` : safe;
}
/** Offset of the first value that is nested too deeply. Without recursion, since the depth is what is in doubt. */
function tooDeep(tokens) {
	const open = tokens.map((token) => ({
		token,
		depth: 0
	}));
	for (let one = open.pop(); one; one = open.pop()) {
		const { token, depth } = one;
		if (depth > DEEPEST) return token.offset;
		if (token.type === "document" && token.value) open.push({
			token: token.value,
			depth
		});
		if (!("items" in token)) continue;
		for (const { key, value } of token.items) {
			if (key) open.push({
				token: key,
				depth: depth + 1
			});
			if (value) open.push({
				token: value,
				depth: depth + 1
			});
		}
	}
}
function toNode(node, refuse, fallback = 0) {
	if ((0, import_dist.isAlias)(node)) return refuse(node.range?.[0] ?? fallback, "a value that begins with * must be in quotes; YAML aliases are not allowed");
	if ((0, import_dist.isMap)(node)) {
		const at = node.range?.[0] ?? fallback;
		refuseTag(node, at, refuse);
		return {
			kind: "map",
			at,
			entries: node.items.map(({ key, value }) => {
				const name = toNode(key, refuse, at);
				if (name.kind !== "scalar") return refuse(name.at, "a key must be a word, not a list or a map");
				return {
					key: name.source,
					at: name.at,
					value: toNode(value, refuse, name.at)
				};
			})
		};
	}
	if ((0, import_dist.isSeq)(node)) {
		const at = node.range?.[0] ?? fallback;
		refuseTag(node, at, refuse);
		return {
			kind: "list",
			at,
			items: node.items.map((item) => toNode(item, refuse, at))
		};
	}
	if (!(0, import_dist.isScalar)(node)) return {
		kind: "scalar",
		at: fallback,
		value: null,
		source: ""
	};
	const at = node.range?.[0] ?? fallback;
	refuseTag(node, at, refuse);
	return {
		kind: "scalar",
		at,
		value: node.value,
		source: node.source ?? ""
	};
}
function refuseTag(node, at, refuse) {
	if (node.tag !== void 0) refuse(at, "tags (!) are not allowed; leave the tag out");
}

// src/access/yaml-values.ts
/** Reads values of a YAML file, and refuses what is not as it should be. `what` names the value in messages. */
const UNITS$1 = {
	s: 1e3,
	m: 6e4,
	h: 36e5,
	d: 864e5
};
/**
* A map with these keys and no others.
* @returns its values by key; a key of `optional` may be missing.
*/
function mapOf(node, what, keys, refuse) {
	const known = [...keys.required, ...keys.optional];
	if (node.kind !== "map") return refuse(node.at, `${what} must be a map with the keys ${known.join(", ")}`);
	const found = /* @__PURE__ */ new Map();
	for (const { key, at, value } of node.entries) {
		if (!known.includes(key)) refuse(at, unknownKey(key, what, known));
		if (found.has(key)) refuse(at, `${what} has the key ${key} twice; leave one out`);
		found.set(key, value);
	}
	const missing = keys.required.find((key) => !found.has(key));
	if (missing !== void 0) refuse(placeOf(node), `${what} needs the key ${missing}`);
	return Object.fromEntries(found);
}
/** A list of at least `least` and at most `most` items. */
function listOf$2(node, what, { least, most }, refuse) {
	if (node.kind !== "list") return refuse(node.at, `${what} must be a list, such as [a, b]${emptyNote(node)}`);
	if (node.items.length < least) refuse(node.at, `${what} is an empty list; it needs at least one item`);
	const first = node.items[most];
	if (first) refuse(first.at, `${what} has more than ${most} items, and no more are allowed`);
	return node.items;
}
/** A text of at most `most` characters. @param right in words, what it must look like: said if `form` does not match. */
function textOf$1(node, what, { most, form, right }, refuse) {
	if (node.kind !== "scalar" || typeof node.value !== "string") {
		const quotes = node.kind === "scalar" && node.value !== null ? "; put it in quotes" : "";
		return refuse(node.at, `${what} must be ${right}${quotes}${emptyNote(node)}`);
	}
	if (Array.from(node.value).length > most) refuse(node.at, `${what} has more than ${most} characters`);
	if (!form.test(node.value)) refuse(node.at, `${what} is "${printable(node.value)}" and must be ${right}`);
	return node.value;
}
/** One of `words`, exactly. */
function wordOf(node, what, words, refuse) {
	const word = node.kind === "scalar" ? words.find((one) => one === node.value) : void 0;
	if (word !== void 0) return word;
	const written = node.kind === "scalar" && node.value !== null ? node.source : void 0;
	const near = written === void 0 ? void 0 : nearest(written, words);
	const meant = near === void 0 ? "" : `; was ${near} meant?`;
	const is = written === void 0 ? "" : `is "${printable(written)}" and `;
	return refuse(node.at, `${what} ${is}must be one of ${words.join(", ")}${emptyNote(node)}${meant}`);
}
/** A whole number from 1 to `most`. */
function countOf$1(node, what, most, refuse) {
	const value = node.kind === "scalar" ? node.value : void 0;
	if (typeof value === "number" && Number.isInteger(value) && value >= 1 && value <= most) return value;
	return refuse(node.at, `${what} must be a whole number from 1 to ${most}${emptyNote(node)}`);
}
/** A length of time as in the Action's inputs, `90s`, `5m`, `2h`, `1d`. @returns ms. */
function durationOf(node, what, refuse) {
	const text = textOf$1(node, what, {
		most: 10,
		form: /^[1-9]\d{0,6}[smhd]$/,
		right: "a whole number and s, m, h or d, such as 2h"
	}, refuse);
	return Number(text.slice(0, -1)) * UNITS$1[text.slice(-1)];
}
function unknownKey(key, what, known) {
	const near = nearest(key, known);
	const meant = near === void 0 ? `allowed are ${known.join(", ")}` : `was ${near} meant?`;
	return `${what} has the unknown key "${printable(key)}"; ${meant}`;
}
/** Where a key could be put in: the first key, or the map's own place if it is empty. */
function placeOf(map) {
	return map.entries[0]?.at ?? map.at;
}
function emptyNote(node) {
	return node.kind === "scalar" && node.value === null ? ", and is empty" : "";
}
/** The word that is at most two letters away (fewer for short words), with `_` for `-` and any case. */
function nearest(written, words) {
	if (written.length > 60) return void 0;
	const one = written.toLowerCase().replaceAll("_", "-");
	return words.map((word) => ({
		word,
		letters: distance$1(one, word.toLowerCase().replaceAll("_", "-"))
	})).filter(({ word, letters }) => letters <= 2 && letters * 2 < word.length).sort((a, b) => a.letters - b.letters)[0]?.word;
}
/** Levenshtein distance: how many letters must be put in, taken out or changed. */
function distance$1(a, b) {
	let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
	for (let row = 1; row <= a.length; row += 1) {
		const current = [row];
		for (let column = 1; column <= b.length; column += 1) {
			const change = (previous[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
			current.push(Math.min(change, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
		}
		previous = current;
	}
	return previous[b.length] ?? 0;
}

// src/access/approvals.ts
const MOST_APPROVALS = 1e4;
const MOST_ITEMS = 1e3;
const MOST_SESSIONS$1 = 1e4;
const PERMISSIONS = [
	"sign-in",
	"see",
	"content",
	"change",
	"export"
];
const WAIVABLE = [
	"hours",
	"networks",
	"never",
	"length",
	"per-day"
];
const REASONS = [
	"CUSTOMER_INITIATED_SUPPORT",
	"PROVIDER_INITIATED_SERVICE",
	"PROVIDER_INITIATED_REVIEW",
	"PROVIDER_RESPONSE_TO_PRODUCTION_ALERT",
	"THIRD_PARTY_DATA_REQUEST"
];
const DAYS = [
	"mon",
	"tue",
	"wed",
	"thu",
	"fri",
	"sat",
	"sun"
];
const LINE$2 = {
	form: /^(?=.*\S)[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}]+$/u,
	right: "text on one line"
};
const NOTE = {
	form: /^(?:[^\p{Cc}\p{Cs}]|[\t\n\r])*$/u,
	right: "text"
};
const PERSON = {
	form: /^(?:"[^"\\\p{Cc}\p{Cs}]{1,64}"|[^\s"<>,;@\p{Cc}\p{Cs}]+)@[^\s"<>,;@\p{Cc}\p{Cs}]+$/u,
	right: "an address, or a pattern such as *@mimecast.com in which * stands for anything but @"
};
const MOMENT = {
	form: /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:\d{2}))?$/,
	right: "a date such as 2026-11-24, or a date and time with its zone such as 2026-11-24T09:00:00Z or 2026-11-24T09:00+01:00"
};
const ZONE = {
	form: /^[A-Za-z][A-Za-z0-9_+/-]*$/,
	right: "a name such as Europe/London or UTC"
};
const CLOCK = {
	form: /^(?:[01]\d|2[0-3]):[0-5]\d$/,
	right: "hours and minutes such as 09:00"
};
const CLOCK_END = {
	form: /^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/,
	right: "hours and minutes such as 18:00 or 24:00"
};
const NETWORK = {
	form: /^[0-9A-Fa-f:.]+(?:\/\d{1,3})?$/,
	right: "a network such as 198.51.100.0/24 or 2001:db8::/32, or one address"
};
/**
* Reads the approvals file (docs/approvals.md).
* @param text its content.
* @param file its name, for messages.
* @throws SettingsError for the input `approvals`: the first mistake in one sentence, with line and column.
*/
function parseAgreement(text, file) {
	const { root, refuse } = readYaml(text, file);
	const map = mapOf(root, "the file", {
		required: ["approvals"],
		optional: ["time-zone", "policy"]
	}, refuse);
	const zone = map["time-zone"] ? zoneOf$1(map["time-zone"], "time-zone", refuse) : "UTC";
	return {
		approvals: listOf$2(map.approvals, "approvals", {
			least: 0,
			most: MOST_APPROVALS
		}, refuse).map((node) => approvalOf(node, zone, refuse)),
		policy: map.policy ? policyOf(map.policy, zone, refuse) : { ...NO_POLICY }
	};
}
const NO_POLICY = {
	hours: void 0,
	networks: void 0,
	never: [],
	longestSession: void 0,
	perDay: void 0,
	ticket: []
};
function approvalOf(node, zone, refuse) {
	const map = mapOf(node, "an approval", {
		required: [
			"ticket",
			"person",
			"from",
			"to",
			"may",
			"reason",
			"agreed-by"
		],
		optional: ["note", "waives"]
	}, refuse);
	const from = momentOf$4(map.from, "from", zone, refuse).begin;
	const to = momentOf$4(map.to, "to", zone, refuse).end;
	if (!(to > from)) refuse(map.to.at, "to is not after from; a date stands for the whole day");
	const may = listOf$2(map.may, "may", {
		least: 1,
		most: MOST_ITEMS
	}, refuse);
	const waives = map.waives ? listOf$2(map.waives, "waives", {
		least: 0,
		most: MOST_ITEMS
	}, refuse) : [];
	return {
		ticket: ticketOf(map.ticket, refuse),
		person: textOf$1(map.person, "person", {
			most: 320,
			...PERSON
		}, refuse),
		from,
		to,
		may: unique(may.map((one) => wordOf(one, "an item of may", PERMISSIONS, refuse))),
		waives: unique(waives.map((one) => wordOf(one, "an item of waives", WAIVABLE, refuse))),
		reason: wordOf(map.reason, "reason", REASONS, refuse),
		agreedBy: textOf$1(map["agreed-by"], "agreed-by", {
			most: 200,
			...LINE$2
		}, refuse),
		note: map.note && textOf$1(map.note, "note", {
			most: 2e3,
			...NOTE
		}, refuse)
	};
}
function policyOf(node, zone, refuse) {
	const map = mapOf(node, "policy", {
		required: [],
		optional: [
			"working-hours",
			"networks",
			"never",
			"longest-session",
			"per-day",
			"ticket-required"
		]
	}, refuse);
	const list = (one, what, least) => one && listOf$2(one, what, {
		least,
		most: MOST_ITEMS
	}, refuse);
	const tickets = list(map["ticket-required"], "ticket-required", 0) ?? [];
	const never = list(map.never, "never", 0) ?? [];
	return {
		hours: map["working-hours"] && hoursOf(map["working-hours"], zone, refuse),
		networks: list(map.networks, "networks", 1)?.map((one) => networkOf$1(one, refuse)),
		never: never.map((one) => textOf$1(one, "an item of never", {
			most: 320,
			...PERSON
		}, refuse)),
		longestSession: map["longest-session"] && durationOf(map["longest-session"], "longest-session", refuse),
		perDay: map["per-day"] && perDayOf(map["per-day"], zone, refuse),
		ticket: unique(tickets.map((one) => wordOf(one, "an item of ticket-required", PERMISSIONS, refuse)))
	};
}
function hoursOf(node, zone, refuse) {
	const map = mapOf(node, "working-hours", {
		required: [
			"days",
			"from",
			"to"
		],
		optional: ["time-zone"]
	}, refuse);
	const days = listOf$2(map.days, "days", {
		least: 1,
		most: MOST_ITEMS
	}, refuse);
	const from = minutesOf(textOf$1(map.from, "from", {
		most: 5,
		...CLOCK
	}, refuse));
	const to = minutesOf(textOf$1(map.to, "to", {
		most: 5,
		...CLOCK_END
	}, refuse));
	if (from === to) refuse(map.to.at, "to is the same as from; write 00:00 and 24:00 for the whole day");
	return {
		days: unique(days.map((one) => DAYS.indexOf(wordOf(one, "an item of days", DAYS, refuse)) + 1)),
		from,
		to,
		timeZone: map["time-zone"] ? zoneOf$1(map["time-zone"], "time-zone", refuse) : zone
	};
}
function perDayOf(node, zone, refuse) {
	const map = mapOf(node, "per-day", {
		required: [],
		optional: [
			"sessions",
			"length",
			"time-zone"
		]
	}, refuse);
	if (!map.sessions && !map.length) refuse(node.at, "per-day needs the key sessions, or length, or both");
	return {
		sessions: map.sessions && countOf$1(map.sessions, "sessions", MOST_SESSIONS$1, refuse),
		length: map.length && durationOf(map.length, "length", refuse),
		timeZone: map["time-zone"] ? zoneOf$1(map["time-zone"], "time-zone", refuse) : zone
	};
}
/** A number is a ticket too, as it is written. */
function ticketOf(node, refuse) {
	const { kind } = node;
	if (kind === "scalar" && typeof node.value === "number" && Number.isInteger(node.value) && node.value >= 0) {
		if (node.source.length <= 100) return node.source;
	}
	return textOf$1(node, "ticket", {
		most: 100,
		...LINE$2
	}, refuse);
}
/**
* A date or a date and time. A date is the whole day in the file's time zone.
* @returns where it begins, and, for the end of a time that includes it, where it ends; ms UTC.
*/
function momentOf$4(node, what, zone, refuse) {
	if (node.kind === "scalar" && typeof node.value === "string") {
		if (/^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2})?$/.test(node.value)) refuse(node.at, `${what} has no time zone; add Z for UTC, or an offset such as +01:00`);
	}
	const text = textOf$1(node, what, {
		most: 25,
		...MOMENT
	}, refuse);
	const date = text.slice(0, 10);
	const rest = /(?<clock>\d{2}:\d{2})(?<seconds>:\d{2})?(?<zone>Z|[+-]\d{2}:\d{2})$/.exec(text.slice(10))?.groups;
	const written = rest ? `${date}T${rest.clock}${rest.seconds ?? ":00"}${rest.zone}` : `${date}T00:00:00Z`;
	const moment = parseEventTime(written);
	if (moment === void 0) return refuse(node.at, `${what} is "${text}", which is no date or time that exists`);
	if (rest) return {
		begin: moment,
		end: moment
	};
	return {
		begin: startOfDay(zone, date) * 1e3,
		end: startOfDay(zone, addDays(date, 1)) * 1e3
	};
}
function zoneOf$1(node, what, refuse) {
	const name = textOf$1(node, what, {
		most: 100,
		...ZONE
	}, refuse);
	if (!isTimeZone(name)) refuse(node.at, `${what} is "${name}", which is no time zone; write ${ZONE.right}`);
	return name;
}
function networkOf$1(node, refuse) {
	const network = textOf$1(node, "an item of networks", {
		most: 50,
		...NETWORK
	}, refuse);
	if (!isNetwork(network)) refuse(node.at, `an item of networks is "${network}" and must be ${NETWORK.right}`);
	return network;
}
function minutesOf(clock) {
	return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
}
function unique(items) {
	return [...new Set(items)];
}

// src/steps/agree.ts
/**
* Reads the approvals file, before anything is asked of anybody: a mistake in it must not be found after the work.
* @returns undefined if none is given. @throws SettingsError, one sentence with line and column.
*/
async function agree({ approvalsPath }, parts) {
	if (approvalsPath === void 0) return void 0;
	const name = basename(approvalsPath);
	let text;
	try {
		text = await parts.readText(approvalsPath);
	} catch (error) {
		const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
		const what = code === "ENOENT" ? "is not there" : `can't be read (${code})`;
		throw new SettingsError("approvals", `Input approvals: the file ${approvalsPath} ${what}. The path is relative to the workspace; check the repository out before this step.`);
	}
	const agreement = parseAgreement(text, name);
	parts.log.info(`${agreement.approvals.length} approvals in ${name}`);
	return agreement;
}

// src/elastic/held.ts
/** Whole events in one answer. */
const ORIGINALS = 200;
/** Ids in one question for ids. */
const IDS = 1e3;
/** Copies of one event that are looked at: one for each backing index that has it. */
const COPIES = 5;
/**
* What a stream holds of a tenant's events in a span, in order of time: one scan, whatever the number of events, that looks
* into every backing index. Events without a readable time are left out, since their `@timestamp` only stands in for it.
* @throws ElasticError after a few attempts; the signal's reason if it aborts.
*/
async function* heldIn(client, { stream, span, tenant, categories, log, clock, signal }) {
	const send = (operation, until) => retry(operation, mayPass, {
		label: stream,
		attempts: 5,
		baseMs: 1e3,
		capMs: 3e4,
		clock,
		log,
		signal: until
	});
	const query = { bool: {
		filter: [
			{ range: { "@timestamp": {
				gte: span.from * 1e3,
				lt: span.to * 1e3,
				format: "epoch_millis"
			} } },
			{ term: { "organization.id": tenant } },
			...categories === "all" ? [] : [{ terms: { "mimecast.category": categories } }]
		],
		must_not: [{ exists: { field: "error.message" } }]
	} };
	for await (const { id, time, fields } of scan(client, {
		stream,
		query,
		wanted: {
			docvalue_fields: ["event.hash", "mimecast.category"],
			_source: false
		},
		signal,
		send
	})) {
		const hash = first(fields["event.hash"]);
		if (hash !== void 0) yield {
			key: id,
			hash,
			time,
			category: first(fields["mimecast.category"])
		};
	}
}
/**
* The events themselves, `event.original`, of those keys that a stream holds. Where two backing indices hold one, the copy that
* was fetched first.
* @throws ElasticError; the signal's reason if it aborts.
*/
async function originalsOf(client, { stream, keys, signal }) {
	const originals = /* @__PURE__ */ new Map();
	for (let from = 0; from < keys.length; from += ORIGINALS) {
		const some = keys.slice(from, from + ORIGINALS);
		const body = {
			size: some.length * COPIES,
			query: { ids: { values: some } },
			_source: ["event.original"],
			sort: [{ "event.created": {
				order: "asc",
				unmapped_type: "date"
			} }],
			track_total_hits: false
		};
		const path = `${stream}/_search?allow_partial_search_results=false&filter_path=hits.hits._id,hits.hits._source`;
		for (const hit of await hitsOf(client, path, body, signal)) {
			const { _id: id, _source } = fieldsOf$2(hit);
			const { original } = fieldsOf$2(fieldsOf$2(_source).event);
			if (typeof id === "string" && typeof original === "string" && !originals.has(id)) originals.set(id, original);
		}
	}
	return originals;
}
/**
* Which of these keys a stream holds, in any of its backing indices.
* @throws ElasticError; the signal's reason if it aborts.
*/
async function keysAmong(client, { stream, keys, signal }) {
	const held = /* @__PURE__ */ new Set();
	for (let from = 0; from < keys.length; from += IDS) {
		const some = keys.slice(from, from + IDS);
		const body = {
			size: some.length * COPIES,
			query: { ids: { values: some } },
			_source: false,
			track_total_hits: false
		};
		const path = `${stream}/_search?allow_partial_search_results=false&filter_path=hits.hits._id`;
		for (const hit of await hitsOf(client, path, body, signal)) {
			const { _id: id } = fieldsOf$2(hit);
			if (typeof id === "string") held.add(id);
		}
	}
	return held;
}
/** Hits of a search; none of a stream that does not exist yet. */
async function hitsOf(client, path, body, signal) {
	try {
		const { hits } = fieldsOf$2(fieldsOf$2(await client.ask("POST", path, body, signal)).hits);
		return Array.isArray(hits) ? hits : [];
	} catch (error) {
		if (error instanceof ElasticError && error.status === 404) return [];
		throw error;
	}
}
/** The one value of a field; of none or several, none or the first. */
function first(value) {
	const one = Array.isArray(value) ? value[0] : value;
	return typeof one === "string" && one !== "" ? one : void 0;
}
function mayPass(error) {
	if (!(error instanceof ElasticError)) return { retry: false };
	const { status, code, message } = error;
	return (status === void 0 ? code === "network" || code === "timeout" : status === 429 || status >= 500) ? {
		retry: true,
		why: message
	} : { retry: false };
}

// src/elastic/stream.ts
/**
* True if a data stream may have more than one backing index: an id that is sent again is then only refused if it stands in the
* newest. Where that can't be known (no privilege `view_index_metadata`) it may.
* @throws the signal's reason if it aborts.
*/
async function hasRolledOver(client, stream, signal) {
	try {
		const [found] = [fieldsOf$2(await client.ask("GET", `_data_stream/${stream}`, void 0, signal)).data_streams].flat();
		const { indices } = fieldsOf$2(found);
		return !Array.isArray(indices) || indices.length > 1;
	} catch (error) {
		if (error instanceof ElasticError) return error.status !== 404;
		throw error;
	}
}

// src/finding.ts
const ABOUT_ACCESS = [
	"unexplained-access",
	"against-policy",
	"access-outside-hours",
	"first-seen",
	"content-viewed",
	"acknowledged-access"
];
/** True for the kinds that tell what the provider's staff did; the others tell what became of the log, or of the collecting. */
function isAboutAccess(kind) {
	return ABOUT_ACCESS.includes(kind);
}
/** Field names of one event that are named; more are counted. */
const MOST_FIELDS = 30;
/**
* An event that Elastic has, of a span that was covered before and read completely now, and that Mimecast no longer gives out.
* @param coveredBy the run that last covered its moment.
* @param earlier how often it was found so before and came back: each time is a finding of its own.
*/
function vanishedFinding({ key, hash, time, category }, coveredBy, earlier = 0) {
	const before = coveredBy === void 0 ? "An earlier run" : `The run ${shown(coveredBy)}`;
	return {
		kind: "vanished-event",
		subject: earlier === 0 ? key : `${key}|${earlier}`,
		severity: "high",
		sentence: `${before} received the event of ${momentOf$3(time)}${inCategory(category)}, but Mimecast no longer gives it out.`,
		events: [key],
		time,
		details: {
			held_hash: hash,
			...categoryDetail(category),
			...runDetail(coveredBy)
		}
	};
}
/** An event that an earlier run called vanished, and that Mimecast gives out again. @param earlier how often that was so before. */
function withdrawnFinding({ key, hash, time, category }, earlier = 0) {
	return {
		kind: "vanished-event-withdrawn",
		subject: earlier === 0 ? key : `${key}|${earlier}`,
		severity: "low",
		sentence: `The event of ${momentOf$3(time)}${inCategory(category)}, which an earlier run found to have vanished, is given out by Mimecast again.`,
		events: [key],
		time,
		details: {
			read_hash: hash,
			...categoryDetail(category)
		}
	};
}
/**
* An event whose id is known with other content. What it is now makes a finding of its own, so that a second change is told
* too.
* @param changed names of the fields that differ; undefined if they were not compared.
*/
function alteredFinding({ key, hash, readHash, time, category }, changed) {
	const names = changed === void 0 ? [] : safeNames(changed);
	const what = names.length === 0 ? "its content" : names.join(", ");
	return {
		kind: "altered-event",
		subject: `${key}|${readHash}`,
		severity: "high",
		sentence: `Mimecast changed the event of ${momentOf$3(time)}${inCategory(category)} after it had been received: ${what} differs. The held document stays, and the evidence of this run has the new version.`,
		events: [key],
		time,
		details: {
			held_hash: hash,
			read_hash: readHash,
			...names.length === 0 ? {} : { changed_fields: names },
			...categoryDetail(category)
		}
	};
}
/**
* An event that was not there when its span was covered.
* @param lateMs from its own time to the run that covered it, ms.
* @param coveredBy that run.
*/
function lateFinding({ key, time, category }, lateMs, coveredBy) {
	const run = coveredBy === void 0 ? "an earlier run" : `the run ${shown(coveredBy)}`;
	return {
		kind: "late-event",
		subject: key,
		severity: "medium",
		sentence: `The event of ${momentOf$3(time)}${inCategory(category)} came late: ${run} read its span ${lengthOf$1(lateMs)} after it, and Mimecast did not give it out then.`,
		events: [key],
		time,
		details: {
			late_seconds: Math.round(lateMs / 1e3),
			...categoryDetail(category),
			...runDetail(coveredBy)
		}
	};
}
/** Past time that no run has covered, and that Mimecast no longer gives out. It may grow, and keeps its beginning: one finding. */
function holeLostFinding(span) {
	const [from, to] = [isoOf(span.from * 1e3), isoOf(span.to * 1e3)];
	return {
		kind: "hole-lost",
		subject: from ?? String(span.from),
		severity: "high",
		sentence: `No run has read ${formatSpan(span)}, and Mimecast no longer gives it out: the events of that time are lost.`,
		events: [],
		time: span.from * 1e3,
		details: {
			...from === void 0 ? {} : { from },
			...to === void 0 ? {} : { to }
		}
	};
}
/**
* Two clocks that differ so much that times are in doubt. Once a day (UTC).
* @param skewMs this machine's time less Mimecast's, ms.
* @param now ms UTC.
*/
function clockSkewFinding(skewMs, now) {
	return {
		kind: "clock-skew",
		subject: new Date(now).toISOString().slice(0, 10),
		severity: "medium",
		sentence: `The clock of this machine is ${lengthOf$1(Math.abs(skewMs))} ${skewMs < 0 ? "behind" : "ahead of"} Mimecast's: windows and times of this run are off by as much.`,
		events: [],
		time: now,
		details: { skew_seconds: Math.round(skewMs / 1e3) }
	};
}
/** A document that Elastic refused. */
function rejectedFinding(rejection) {
	const { id, status, type, field, kept } = rejection;
	return {
		kind: "rejected-document",
		subject: id,
		severity: "medium",
		sentence: `Elastic refused the document of an event (${`${shown(type)}, HTTP ${status}${field === void 0 ? "" : `, field ${shown(field)}`}`}). ${kept === "failure-store" ? "It is in the failure store, and its event" : "Its event"} is in the evidence of this run.`,
		events: [id],
		time: void 0,
		details: {
			status,
			error_type: shown(type),
			...field === void 0 ? {} : { field: shown(field) },
			kept
		}
	};
}
/** Names of fields come from outside: what does not look like one is only counted. */
function safeNames(names) {
	const safe = names.filter((name) => /^[\w.-]{1,64}$/.test(name));
	const kept = [...new Set(safe)].slice(0, MOST_FIELDS);
	const more = new Set(names).size - kept.length;
	return more === 0 ? kept : [...kept, `${more} ${kept.length > 0 ? "other " : ""}field${more === 1 ? "" : "s"}`];
}
/** Category codes are plain; anything else is not shown. */
function inCategory(category) {
	return isCode(category) ? ` in ${category}` : "";
}
function categoryDetail(category) {
	return isCode(category) ? { category } : {};
}
function runDetail(run) {
	return run === void 0 ? {} : { covered_by: shown(run) };
}
function isCode(category) {
	return category !== void 0 && /^[\w.-]{1,64}$/.test(category);
}
/** A URL, a type or a name as far as it is made of what those are made of, at most 200 characters. */
function shown(text) {
	return text.slice(0, 200).replace(/[^\w.:/@-]/g, "_") || "_";
}
function momentOf$3(time) {
	const iso = time === void 0 ? void 0 : isoOf(time);
	return iso === void 0 ? "an unknown time" : iso.replace(".000Z", "Z");
}
/** ISO 8601 with four digits of year; undefined for a time that has no such form. */
function isoOf(time) {
	const date = new Date(time);
	const text = Number.isNaN(date.getTime()) ? "" : date.toISOString();
	return text.length === 24 ? text : void 0;
}
/** A length for people, in its two largest units: `2 d 3 h`, `3 min 20 s`. */
function lengthOf$1(ms) {
	const seconds = Math.round(ms / 1e3);
	const parts = [
		[Math.floor(seconds / 86400), "d"],
		[Math.floor(seconds / 3600) % 24, "h"],
		[Math.floor(seconds / 60) % 60, "min"],
		[seconds % 60, "s"]
	];
	const first = parts.findIndex(([count]) => count > 0);
	if (first < 0) return "0 s";
	return parts.slice(first, first + 2).filter(([count]) => count > 0).map(([count, unit]) => `${count} ${unit}`).join(" ");
}

// src/reconcile.ts
/** Events that are looked up by their ids in one go. */
const LOOKED_UP = 200;
function createBits() {
	let bytes = /* @__PURE__ */ new Uint8Array(1024);
	let count = 0;
	return {
		set(index) {
			const place = index >>> 3;
			if (place >= bytes.length) {
				const larger = new Uint8Array(Math.max(place + 1, bytes.length * 2));
				larger.set(bytes);
				bytes = larger;
			}
			const bit = 1 << (index & 7);
			if (((bytes[place] ?? 0) & bit) !== 0) return;
			bytes[place] = (bytes[place] ?? 0) | bit;
			count += 1;
		},
		has: (index) => ((bytes[index >>> 3] ?? 0) & 1 << (index & 7)) !== 0,
		get count() {
			return count;
		}
	};
}
/**
* Holds what was read against what is held. Both come in order of time, so that only the events of one moment are in memory
* at once, beside what differs.
* @param read as the evidence gives them: by time, those without one last. Those count as missing, since nothing says where
*   to look for them; their fixed `_id` keeps them from being stored twice.
* @param held in order of time, of the spans that were read.
*/
async function compare$1(read, held, { proves, most }) {
	const missing = createBits();
	const altered = [];
	const vanished = /* @__PURE__ */ new Map();
	let vanishedCount = 0;
	let known = 0;
	let alteredCount = 0;
	let index = -1;
	const here = peekable(held);
	let moment = Number.NEGATIVE_INFINITY;
	let atMoment = /* @__PURE__ */ new Map();
	const miss = (one) => {
		if (!proves(one) || vanished.has(one.key)) return;
		vanishedCount += 1;
		if (vanished.size < most) vanished.set(one.key, one);
	};
	const leave = () => {
		for (const one of atMoment.values()) miss(one);
		atMoment = /* @__PURE__ */ new Map();
	};
	for await (const event of read) {
		index += 1;
		const { time } = event;
		if (time === void 0) {
			missing.set(index);
			continue;
		}
		if (time !== moment) {
			leave();
			moment = time;
			for (let next = await here.peek(); next && next.time <= time; next = await here.peek()) {
				await here.take();
				if (next.time < time) miss(next);
				else atMoment.set(next.key, next);
			}
		}
		const same = atMoment.get(event.key);
		if (!same) missing.set(index);
		else {
			atMoment.delete(event.key);
			if (same.hash === event.hash) known += 1;
			else {
				alteredCount += 1;
				if (altered.length < most) altered.push({
					...same,
					readHash: event.hash
				});
			}
		}
	}
	leave();
	for (let next = await here.take(); next; next = await here.take()) miss(next);
	return {
		missing,
		known,
		altered,
		alteredCount,
		vanished: [...vanished.values()],
		vanishedCount
	};
}
/**
* Finds among the vanished those that were only moved to another time: the same id, read elsewhere. They are altered, and not
* missing. @returns a comparison in which they are.
*/
async function findMoved(comparison, read) {
	const vanished = new Map(comparison.vanished.map((held) => [held.key, held]));
	if (vanished.size === 0) return comparison;
	const missing = createBits();
	const altered = [...comparison.altered];
	let index = -1;
	for await (const event of read) {
		index += 1;
		if (!comparison.missing.has(index)) continue;
		const held = vanished.get(event.key);
		if (!held) {
			missing.set(index);
			continue;
		}
		vanished.delete(event.key);
		altered.push({
			...held,
			readHash: event.hash
		});
	}
	const moved = comparison.vanished.length - vanished.size;
	return {
		...comparison,
		missing,
		altered,
		vanished: [...vanished.values()],
		alteredCount: comparison.alteredCount + moved,
		vanishedCount: comparison.vanishedCount - moved
	};
}
/**
* Looks for missing events under their id wherever they stand: one that was moved to a time that was not read, or has none,
* is not found by a comparison in order of time.
* @param isCandidate which missing events are looked up; others are left missing.
* @param originals the held events by key, as canonical JSON, of those keys that are held.
*/
async function findElsewhere(comparison, read, isCandidate, originals) {
	if (comparison.missing.count === 0) return comparison;
	const missing = createBits();
	const altered = [...comparison.altered];
	let { known, alteredCount } = comparison;
	let some = [];
	async function settle() {
		const found = await originals(some.map(({ event }) => event.key));
		for (const { event, index } of some) {
			const original = found.get(event.key);
			if (original === void 0) missing.set(index);
			else if (original === event.canonical) known += 1;
			else {
				alteredCount += 1;
				altered.push({
					...heldAs(event, original),
					readHash: event.hash
				});
			}
		}
		some = [];
	}
	let index = -1;
	for await (const event of read) {
		index += 1;
		if (!comparison.missing.has(index)) continue;
		if (!isCandidate(event)) missing.set(index);
		else if (some.push({
			event,
			index
		}) >= LOOKED_UP) await settle();
	}
	if (some.length > 0) await settle();
	return {
		...comparison,
		missing,
		known,
		altered,
		alteredCount
	};
}
/** An event as it is held, from its original. */
function heldAs(event, original) {
	const before = parseEventLine(original);
	return {
		key: event.key,
		hash: before.hash,
		time: before.time ?? event.time ?? 0,
		category: before.category
	};
}
/** Names of the fields that differ between two events, each given as canonical JSON. Never their values. */
function changedFields(before, after) {
	const [one, other] = [before, after].map((text) => JSON.parse(text));
	const [a, b] = [one, other].map((value) => typeof value === "object" && value !== null ? value : {});
	return [.../* @__PURE__ */ new Set([...Object.keys(a ?? {}), ...Object.keys(b ?? {})])].filter((name) => canonicalJson(a?.[name] ?? null) !== canonicalJson(b?.[name] ?? null)).sort();
}
/** An iterator whose next item can be looked at before it is taken. */
function peekable(items) {
	const iterator = items[Symbol.asyncIterator]();
	let next;
	const fetch = async () => {
		const step = await iterator.next();
		return step.done ? void 0 : step.value;
	};
	return {
		peek() {
			next ??= fetch();
			return next;
		},
		take() {
			const taken = next ?? fetch();
			next = void 0;
			return taken;
		}
	};
}

// src/steps/compare.ts
/** Events of a kind that get a finding each; of more than that the number is told. */
const MOST_NAMED$1 = 1e3;
/**
* How long after a run began what an earlier, killed one had sent is in and can be searched: Elasticsearch refreshes every
* second, Serverless every five. Only after a rollover is there nothing else that keeps such an event from being stored twice.
*/
const SETTLED_MS = 6e3;
/** Altered events whose fields are compared; of more than that only the hashes are told. */
const MOST_EXPLAINED = 500;
/**
* Holds what was read against what Elastic holds of the same spans, and makes findings of what was changed or hidden.
* @returns undefined if nothing can be compared with this key, `'failed'` if it could not be now; the report says why.
*/
async function compareHeld(run, evidence, signal) {
	const { settings, parts, past, plan, report } = run;
	const { client, coverage, vanishings } = past;
	if (!client || !coverage || !settings.elastic) return void 0;
	const stream = `logs-mimecast.audit-${settings.elastic.namespace}`;
	const { tenant, categories, query } = settings;
	const lastCovering = lastCoveringIn(coverage);
	const complete = run.readSpans.filter((one) => one.complete).map(({ span }) => span);
	let held = 0;
	async function* all(elastic) {
		for (const span of union(plan.pieces.map((piece) => piece.span))) {
			const { log, clock } = parts;
			for await (const one of heldIn(elastic, {
				stream,
				span,
				tenant,
				categories,
				log,
				clock,
				signal
			})) {
				held += 1;
				yield one;
			}
		}
	}
	const proves = ({ time, category }) => query === void 0 && complete.some((span) => contains(span, time)) && lastCovering(time, category) !== void 0;
	try {
		const rolledOver = await hasRolledOver(client, stream, signal);
		if (rolledOver) await parts.clock.sleep(Math.max(0, past.asked + SETTLED_MS - parts.clock.now()), signal);
		const first = await compare$1(evidence.events(), all(client), {
			proves,
			most: MOST_NAMED$1
		});
		const moved = await findMoved(first, evidence.events());
		const originals = (keys) => originalsOf(client, {
			stream,
			keys,
			signal
		});
		const isCandidate = ({ time, category }) => rolledOver || time === void 0 || lastCovering(time, category) !== void 0;
		const found = await findElsewhere(moved, evidence.events(), isCandidate, originals);
		const changes = await explain$1(found.altered, evidence, originals);
		report.findings.push(...found.altered.map((altered) => alteredFinding(altered, changes.get(altered.key))), ...found.vanished.map((vanished) => vanishedFinding(vanished, lastCovering(vanished.time, vanished.category)?.run, vanishings.get(vanished.key)?.withdrawn)));
		const back = await cameBack(vanishings, evidence);
		report.findings.push(...back.map((event) => withdrawnFinding(event, vanishings.get(event.key)?.withdrawn)));
		report.comparison = {
			state: "done",
			held,
			late: {
				count: 0,
				maxSeconds: 0
			},
			altered: found.alteredCount,
			vanished: found.vanishedCount,
			withdrawn: back.length
		};
		const counts = `${held} held, ${found.known} known, ${found.missing.count} missing, ${found.alteredCount} altered`;
		parts.log.info(`Compared with ${stream}: ${counts}, ${found.vanishedCount} vanished`);
		return found;
	} catch (error) {
		report.comparison = {
			state: "none",
			why: messageOf(error)
		};
		report.failures.push(`What was read could not be compared with what Elastic holds: ${messageOf(error)}`);
		return "failed";
	}
}
/** Which fields of the altered events changed. */
async function explain$1(altered, evidence, originals) {
	const keys = new Set(altered.slice(0, MOST_EXPLAINED).map(({ key }) => key));
	if (keys.size === 0) return /* @__PURE__ */ new Map();
	const before = await originals([...keys]);
	const changes = /* @__PURE__ */ new Map();
	for await (const event of evidence.events()) {
		const original = keys.has(event.key) ? before.get(event.key) : void 0;
		if (original !== void 0 && original !== event.canonical) changes.set(event.key, changedFields(original, event.canonical));
	}
	return changes;
}
/** Events that are gone by what earlier runs found, and that were read now. */
async function cameBack(vanishings, evidence) {
	const gone = new Set([...vanishings].filter(([, { vanished, withdrawn }]) => vanished > withdrawn).map(([key]) => key));
	const back = [];
	if (gone.size === 0) return back;
	for await (const event of evidence.events()) if (gone.has(event.key)) back.push(event);
	return back;
}

// src/elastic/coverage.ts
/** Records in one request. */
const BATCH = 500;
const SOURCE = [
	"@timestamp",
	"event.start",
	"event.end",
	"mimecast.coverage",
	"mimecast.run"
];
/**
* What was recorded as covered of a tenant, as far as it reaches beyond a moment, in order of recording. What can't be read,
* or was narrowed by a query, is left out: it counts as not covered, which does no harm.
* @param options `since` in s UTC.
* @throws ElasticError; the signal's reason if it aborts.
*/
async function readCoverage(client, options) {
	const { stream, tenant, since, signal } = options;
	const query = { bool: { filter: [{ term: { "organization.id": tenant } }, { range: { "event.end": { gt: (/* @__PURE__ */ new Date(since * 1e3)).toISOString() } } }] } };
	const records = [];
	for await (const { time, source } of scan(client, {
		stream,
		query,
		wanted: { _source: SOURCE },
		signal
	})) {
		const record = readRecord(source, time);
		if (record) records.push(record);
	}
	return records;
}
/**
* Records spans as covered, and waits until later runs can see it. The same record twice is one document.
* @throws ElasticError if one could not be written: it is not known then which of them were. Trying again does no harm.
*/
async function writeCoverage(client, options) {
	const { stream, records, signal } = options;
	for (let from = 0; from < records.length; from += BATCH) {
		const documents = records.slice(from, from + BATCH).map((record) => ({
			id: recordId(record),
			document: coverageDocument(stream, record)
		}));
		await createFew(client, stream, documents, signal);
	}
}
/** The ECS document of a record. */
function coverageDocument(stream, record) {
	const { span, tenant, recorded, late, artifact } = record;
	const { dataset, ...frame } = frameOf(stream, tenant, recorded);
	const nanoseconds = (span.to - span.from) * 1e9;
	return {
		...frame,
		agent: {
			type: "mimecast-audit-collector",
			version: record.toolVersion
		},
		event: {
			kind: "metric",
			module: "mimecast",
			dataset,
			start: (/* @__PURE__ */ new Date(span.from * 1e3)).toISOString(),
			end: (/* @__PURE__ */ new Date(span.to * 1e3)).toISOString(),
			...Number.isSafeInteger(nanoseconds) ? { duration: nanoseconds } : {}
		},
		mimecast: {
			run: record.run,
			coverage: {
				categories: record.categories === "all" ? ["all"] : record.categories,
				query_hash: record.queryHash,
				events: record.events,
				indexed: record.indexed,
				known: record.known,
				late: {
					count: late.count,
					max_seconds: late.maxSeconds
				},
				pages: record.pages,
				requests: record.requests,
				manifest: record.manifest,
				previous_manifest: record.previous,
				artifact: artifact && {
					id: artifact.id,
					url: artifact.url
				},
				duration_ms: Math.round(record.durationMs),
				run_id: record.runId,
				attempt: record.attempt
			}
		}
	};
}
/** Two runs over the same span make two records; a run that writes its record again makes one. */
function recordId({ tenant, span, categories, runId, attempt }) {
	const set = categories === "all" ? "all" : categories.toSorted().join(",");
	return idOf(tenant, String(span.from), String(span.to), set, runId, String(attempt));
}
function readRecord(source, recorded) {
	const { start, end } = fieldsOf$2(source.event);
	const mimecast = fieldsOf$2(source.mimecast);
	const { categories, manifest, query_hash: queryHash } = fieldsOf$2(mimecast.coverage);
	const span = {
		from: secondsOf(start),
		to: secondsOf(end)
	};
	if (!(span.from < span.to) || typeof manifest !== "string" || queryHash !== void 0) return void 0;
	if (!Array.isArray(categories) || categories.length === 0 || !categories.every((one) => typeof one === "string")) return;
	return {
		span,
		categories: categories.includes("all") ? "all" : categories,
		recorded,
		run: typeof mimecast.run === "string" ? mimecast.run : void 0,
		manifest
	};
}
/** s UTC; NaN if it is no whole second, which no comparison is true of. */
function secondsOf(text) {
	const seconds = typeof text === "string" ? Date.parse(text) / 1e3 : NaN;
	return Number.isInteger(seconds) ? seconds : NaN;
}

// src/elastic/privileges.ts
/** What the key of docs/elasticsearch.md may do. */
const PRIVILEGES$2 = [
	"create_doc",
	"auto_configure",
	"read",
	"view_index_metadata"
];
const DATASETS$1 = [
	"audit",
	"coverage",
	"finding"
];
/**
* Which privileges the key or user lacks on the three streams. A server without security lacks none.
* @returns `read`: what is held can be asked for; `missing`: names of privileges that are missing on any of them.
* @throws ElasticError; the signal's reason if it aborts.
*/
async function missingPrivileges(client, { namespace, signal }) {
	const names = DATASETS$1.map((dataset) => `logs-mimecast.${dataset}-${namespace}`);
	let has;
	try {
		const body = { index: [{
			names,
			privileges: PRIVILEGES$2
		}] };
		has = fieldsOf$2(fieldsOf$2(await client.ask("POST", "_security/user/_has_privileges", body, signal)).index);
	} catch (error) {
		if (error instanceof ElasticError && withoutSecurity(error)) return {
			read: true,
			missing: []
		};
		throw error;
	}
	const missing = PRIVILEGES$2.filter((privilege) => names.some((name) => fieldsOf$2(has[name])[privilege] !== true));
	return {
		read: !missing.includes("read"),
		missing
	};
}
/** Without security nothing answers at that path: "no handler found", or the method is not allowed. */
function withoutSecurity({ status }) {
	return status === 400 || status === 404 || status === 405;
}

// src/steps/consult.ts
/** Twice the days that Mimecast gives out: a hole that it no longer fills begins where an older record ends. */
const REMEMBERED_DAYS = 120;
/**
* Asks Elastic what earlier runs have covered and found. Whatever fails here stops no reading: without an answer the run reads
* its window alone, compares nothing, and says so. A key that may only write still delivers; any other failure blocks delivery.
*/
async function consult(settings, parts, report, signal) {
	const nothing = {
		blocked: void 0,
		asked: parts.clock.now(),
		client: void 0,
		coverage: void 0,
		vanishings: /* @__PURE__ */ new Map()
	};
	const none = (why) => {
		report.comparison = {
			state: "none",
			why
		};
		parts.log.info(`Nothing is compared with what Elastic holds: ${why}`);
	};
	const { elastic: target, tenant } = settings;
	if (!target) {
		none("no Elastic setting is given.");
		return nothing;
	}
	let client;
	try {
		client = await parts.elastic(target);
		const elastic = client;
		const { namespace } = target;
		const ask = (label, operation) => patiently(label, operation, parts, signal);
		const { read, missing } = await ask("Privileges", () => missingPrivileges(elastic, {
			namespace,
			signal
		}));
		if (missing.length > 0) parts.log.warn(`The Elastic key lacks ${missing.join(", ")} on logs-mimecast.*-${namespace}; docs/elasticsearch.md has the key to paste.`);
		if (!read) {
			none("the Elastic key lacks the privilege read.");
			return {
				...nothing,
				client
			};
		}
		const since = Math.floor(parts.clock.now() / 1e3) - REMEMBERED_DAYS * 86400;
		const coverage = await ask("Coverage", () => readCoverage(elastic, {
			stream: `logs-mimecast.coverage-${namespace}`,
			tenant,
			since,
			signal
		}));
		const vanishings = await ask("Findings", () => readVanishings(elastic, {
			stream: `logs-mimecast.finding-${namespace}`,
			tenant,
			span: {
				from: since,
				to: Math.ceil(parts.clock.now() / 1e3)
			},
			signal
		}));
		parts.log.info(`${coverage.length} records of coverage in the last ${REMEMBERED_DAYS} days`);
		return {
			...nothing,
			client,
			coverage,
			vanishings
		};
	} catch (error) {
		const why = messageOf(error);
		none(why);
		if (error instanceof ElasticError && error.status === 403) {
			parts.log.warn(why);
			return {
				...nothing,
				client
			};
		}
		report.failures.push(why);
		return {
			...nothing,
			client,
			blocked: why
		};
	}
}

// src/access/action.ts
function kind(category, type) {
	return {
		category,
		type
	};
}
const START = kind(["authentication"], ["start"]);
const LOGON_INFO = kind(["authentication"], ["info"]);
const FILE = kind(["file"], ["access"]);
const EMAIL = kind(["email"], ["info"]);
const CREATION = kind(["configuration"], ["creation"]);
const CHANGE = kind(["configuration"], ["change"]);
const DELETION = kind(["configuration"], ["deletion"]);
/** By `auditType`. What is not here has no category in ECS, or none that could be given without a guess. */
const KINDS$1 = /* @__PURE__ */ new Map([
	["Mimecast Support Login", START],
	["Mimecast Support Logout", kind(["authentication", "session"], ["end"])],
	["User Logged On", START],
	["Logon Authentication Failed", START],
	["Logon Requires Challenge", LOGON_INFO],
	["Threat Intel Feed Download", FILE],
	["Page Data Exports", FILE],
	["Archive Mailbox Export Download", FILE],
	["Search Action", EMAIL],
	["Message Action", EMAIL],
	["Remediation Incident Adjustment", EMAIL],
	["Archive Mailbox Restore", EMAIL],
	["Custom Report Definition Created", CREATION],
	["New Policy", CREATION],
	["Connectors Management", CREATION],
	["Existing Policy Changed", CHANGE],
	["Existing Archive Task Changed", CHANGE],
	["API Application Updated", CHANGE],
	["Domain Adjustments", CHANGE],
	["Profile Group (unlink) Log Entry", CHANGE],
	["Policy Deleted", DELETION],
	["User Password Changed", kind(["iam"], ["user", "change"])],
	["Completed Directory Sync", kind(["iam"], ["info"])]
]);
const ENROLMENT = /^\s{0,9}(?:Success?fully enrolled|Failed to enroll the) user for user device enrollment/;
/**
* What kind of act an event is, by its type and, where one type covers several acts, by the beginning of its text.
* @returns undefined where it would be a guess.
*/
function classify$1(auditType, eventInfo) {
	if (auditType === void 0) return void 0;
	if (auditType === "Folder Log Entry") return eventInfo?.startsWith("Action Performed - Deleted ") ? DELETION : void 0;
	const found = KINDS$1.get(auditType);
	return found === START && eventInfo && ENROLMENT.test(eventInfo.slice(0, 120)) ? LOGON_INFO : found;
}

// src/access/keyword.ts
/** The longest term that Lucene indexes, in bytes of UTF-8; a document with a longer one is refused (elastic.md 4.1). */
const LONGEST_TERM = 32766;
/** A UTF-16 unit is at most three bytes of UTF-8, so a text of this many units always fits. */
const SURELY_FITS = Math.floor(LONGEST_TERM / 3);
/**
* Makes a text fit for an indexed keyword: cut at a character's border to at most 32 766 bytes of UTF-8, half surrogate
* pairs replaced by U+FFFD, since they can't be written as UTF-8.
* @param cuts gets `field` once if the text had to be cut.
*/
function keyword(text, field, cuts) {
	if (text.length <= SURELY_FITS) return text.isWellFormed() ? text : text.toWellFormed();
	const bytes = Buffer.from(text.slice(0, 32767).toWellFormed());
	if (bytes.length <= LONGEST_TERM) return bytes.toString();
	if (!cuts.includes(field)) cuts.push(field);
	let end = Math.min(LONGEST_TERM, bytes.length);
	while (end > 0 && ((bytes[end] ?? 0) & 192) === 128) end -= 1;
	return bytes.toString("utf8", 0, end);
}

// src/access/id.ts
/** The inside is about 200 bytes: the default of 16 KiB for each id is what most of the time would go to. */
const INFLATE = {
	maxOutputLength: 8192,
	chunkSize: 512
};
/**
* The account's code from an event's id, which is the base64url of a zlib stream of JSON with `customercode`
* (mimecast-api.md 4.3). The id is Mimecast's own affair: one that can't be read so is an id like any other.
*/
function accountCode(id) {
	if (!id.startsWith("e") || id.length > 4096) return void 0;
	try {
		const text = inflateSync(Buffer.from(id, "base64url"), INFLATE).toString("utf8");
		const inside = JSON.parse(text);
		const code = typeof inside === "object" && inside !== null && "customercode" in inside ? inside.customercode : void 0;
		return typeof code === "string" && /^\w{1,40}$/.test(code) ? code : void 0;
	} catch {
		return;
	}
}

// src/access/own.ts
/**
* `mimecast.*`: the raw fields, and the parts that ECS has no place for.
* @param account the account in `user.*`: another actor in the text is named beside it.
*/
function ownFields(event, parts, account, cut) {
	const actor = accountOf$1(parts);
	const other = actor !== void 0 && !sameAccount(actor, account) ? actor : void 0;
	const dated = parts.textDate !== void 0 || other !== void 0;
	const decoded = event.id === void 0 ? void 0 : accountCode(event.id);
	const fields = {
		audit_type: cut(event.auditType, "mimecast.audit_type"),
		category: cut(event.category, "mimecast.category"),
		user: cut(event.user, "mimecast.user"),
		event_info: cut(event.eventInfo, "mimecast.event_info"),
		account_code: decoded ?? parts.objects?.accountCode,
		method: cut(parts.method, "mimecast.method"),
		second_factor: cut(parts.secondFactor, "mimecast.second_factor"),
		ip_raw: cut(parts.ipRaw, "mimecast.ip_raw"),
		text: dated ? {
			date: parts.textDate,
			time: parts.textTime,
			zone: parts.textZone,
			actor: cut(other, "mimecast.text.actor")
		} : void 0
	};
	return parts.objects ? {
		...fields,
		...objectFields(parts.objects, cut)
	} : fields;
}
function objectFields(objects, cut) {
	const { message, searchSource, searchCriteria, folder, member, messageStatus } = objects;
	const own = "mimecast";
	return {
		alias: cut(objects.alias, `${own}.alias`),
		person: cut(objects.person, `${own}.person`),
		requested_application: cut(objects.requested, `${own}.requested_application`),
		signed_into: cut(objects.signedInto, `${own}.signed_into`),
		case: named(objects.case, `${own}.case`, cut),
		review_set: named(objects.reviewSet, `${own}.review_set`, cut),
		domain: named(objects.domain, `${own}.domain`, cut),
		folder: group({
			name: folder,
			member
		}, `${own}.folder`, cut),
		search: group({
			source: searchSource,
			criteria: searchCriteria
		}, `${own}.search`, cut),
		message: group({
			from_name: message?.from?.name,
			to_name: message?.to?.name,
			processed: message?.processed,
			content_viewed: message?.contentViewed,
			status: messageStatus
		}, `${own}.message`, cut),
		export: group(objects.export, `${own}.export`, cut),
		report: group(objects.report, `${own}.report`, cut),
		policy: group(objects.policy, `${own}.policy`, cut),
		connector: group(objects.connector, `${own}.connector`, cut),
		connection: group(objects.connection, `${own}.connection`, cut),
		task: group(objects.task, `${own}.task`, cut),
		incident: group(objects.incident, `${own}.incident`, cut),
		restore: group(objects.restore, `${own}.restore`, cut),
		api_application: group(objects.apiApplication, `${own}.api_application`, cut)
	};
}
function named(name, field, cut) {
	return name === void 0 ? void 0 : { name: cut(name, `${field}.name`) };
}
/** The fields of one object with their texts cut, or undefined if there is none. */
function group(fields, path, cut) {
	if (!fields) return void 0;
	let copy;
	for (const [key, field] of Object.entries(fields)) {
		if (field === void 0) continue;
		copy ??= {};
		copy[key] = typeof field === "string" ? cut(field, `${path}.${key}`) : field;
	}
	return copy;
}

// src/access/ecs.ts
const DATASET = "mimecast.audit";
/**
* Makes the ECS 9.4 document of an event (https://www.elastic.co/docs/reference/ecs). Nothing of the event is lost:
* `event.original` is all of it; what ECS or Elasticsearch has no place for stays only there.
* @returns `id`, its `_id`, and `json`, one line. Never throws on account of the event.
*/
function toDocument(event, context) {
	const cuts = [];
	const cut = (text, field) => text === void 0 ? text : keyword(text, field, cuts);
	const parts = readWording(event);
	const time = isoTime(event.time);
	const access = accessOf(event, context.providerDomains);
	const addresses = typeof parts.ip === "string" ? [parts.ip] : parts.ip ?? [];
	const account = event.user ?? accountOf$1(parts);
	const address = addresses[0] === void 0 ? void 0 : { ip: addresses[0] };
	const user = userFields(account, parts, cut);
	const target = targetFields(parts, cut);
	const users = relatedUsers(account, parts, cut);
	const document = {
		"@timestamp": time ?? new Date(context.fallbackTime).toISOString(),
		ecs: { version: "9.4.0" },
		data_stream: {
			type: "logs",
			dataset: DATASET,
			namespace: context.namespace
		},
		tags: access ? ["mimecast-audit", "provider-access"] : ["mimecast-audit"],
		labels: access ? { provider_access: "true" } : void 0,
		event: eventFields(event, parts, context, cut),
		error: errorOf(event, time),
		organization: { id: context.tenant },
		observer: {
			vendor: "Mimecast",
			product: "Email Security",
			type: "saas"
		},
		agent: {
			type: "mimecast-audit-collector",
			version: context.tool.version
		},
		user: target ? {
			...user,
			target
		} : user,
		source: address,
		client: address,
		related: addresses.length + users.length === 0 ? void 0 : {
			ip: listed(addresses),
			user: listed(users)
		},
		service: parts.application === void 0 ? void 0 : { name: cut(parts.application, "service.name") },
		file: fileFields(parts.objects?.file, cut),
		email: emailFields(parts.objects?.message, cut)
	};
	const own = ownFields(event, parts, account, cut);
	if (access) own.access = {
		provider: true,
		kind: access.act?.kind,
		content: access.act?.content
	};
	if (context.run !== void 0) own.run = context.run;
	if (cuts.length > 0) own.truncated = cuts;
	document.mimecast = own;
	return {
		id: event.key,
		json: JSON.stringify(document)
	};
}
/** ISO 8601 with four digits of year, which is what Elasticsearch reads; undefined for a time it couldn't hold. */
function isoTime(time) {
	const text = time === void 0 ? void 0 : new Date(time).toISOString();
	return text?.length === 24 ? text : void 0;
}
function errorOf(event, time) {
	if (typeof event.raw !== "object" || event.raw === null || Array.isArray(event.raw)) return { message: "The item is no JSON object: all of it is in event.original, and @timestamp is the end of the span" };
	if (time !== void 0) return void 0;
	return { message: "eventTime is missing or can not be read: @timestamp is the end of the span that was read" };
}
function eventFields(event, parts, context, cut) {
	const kind = classify$1(event.auditType, event.eventInfo);
	const code = cut(event.auditType, "event.code");
	return {
		kind: "event",
		module: "mimecast",
		dataset: DATASET,
		provider: "mimecast-audit",
		created: new Date(context.created).toISOString(),
		id: cut(event.id, "event.id"),
		code,
		action: cut(code?.toLowerCase().replaceAll(" ", "-"), "event.action"),
		category: kind?.category,
		type: kind?.type,
		outcome: parts.outcome,
		reason: cut(parts.reason, "event.reason"),
		hash: event.hash,
		original: event.canonical
	};
}
function userFields(account, parts, cut) {
	if (account === void 0) return void 0;
	const fields = accountFields(account, "user", cut);
	const name = sameAccount(account, accountOf$1(parts)) ? parts.actor?.name : void 0;
	if (name !== void 0) fields.full_name = cut(name, "user.full_name");
	return fields;
}
function targetFields(parts, cut) {
	const target = parts.target;
	return target && "email" in target ? accountFields(target.email, "user.target", cut) : void 0;
}
/** An address split at its last `@`; what is none is a name alone. */
function accountFields(account, field, cut) {
	if (!isEmail(account)) return { name: cut(account, `${field}.name`) };
	const at = account.lastIndexOf("@");
	return {
		email: cut(account, `${field}.email`),
		name: cut(account.slice(0, at), `${field}.name`),
		domain: cut(account.slice(at + 1), `${field}.domain`)
	};
}
function relatedUsers(account, parts, cut) {
	const users = /* @__PURE__ */ new Set();
	const add = (one) => {
		users.add(cut(one, "related.user"));
		if (isEmail(one)) users.add(cut(one.slice(0, one.lastIndexOf("@")), "related.user"));
	};
	const actor = accountOf$1(parts);
	if (account !== void 0) add(account);
	if (actor !== void 0 && actor !== account) add(actor);
	for (const { email } of targetsOf(parts)) add(email);
	return [...users];
}
/** An empty array is left out. */
function listed(values) {
	return values.length === 0 ? void 0 : values;
}
function fileFields(file, cut) {
	if (!file) return void 0;
	const type = file.type ?? (file.name?.includes(".") ? file.name.slice(file.name.lastIndexOf(".")) : void 0);
	const extension = type?.startsWith(".") ? type.slice(1) : type;
	return {
		name: cut(file.name, "file.name"),
		size: file.size,
		extension: cut(extension || void 0, "file.extension")
	};
}
function emailFields(message, cut) {
	if (!message?.from && !message?.to && message?.subject === void 0) return void 0;
	return {
		from: message.from && { address: [cut(message.from.email, "email.from.address")] },
		to: message.to && { address: [cut(message.to.email, "email.to.address")] },
		subject: cut(message.subject, "email.subject")
	};
}
/**
* An event for the report's table of provider accesses: who did it, from which address (or what stands in its place),
* and what. Plain text of at most 200 characters each, not escaped; undefined where the event doesn't say it.
*/
function describe$1(event) {
	const parts = readWording(event);
	const act = parts.outcome === "failure" ? `${event.auditType ?? ""} (failed)`.trim() : event.auditType;
	const object = objectOf(parts);
	const what = act !== void 0 && object !== void 0 ? `${shown$1(act)}: ${object}` : act ?? object;
	return {
		who: shown$1(event.user ?? accountOf$1(parts)),
		from: shown$1(addressOf$2(parts)),
		what: shown$1(what)
	};
}

// src/elastic/batch.ts
/** More would not make it faster (docs: Elastic Agent, performance presets). */
const MOST_DOCUMENTS = 5e3;
/** Cuts a stream of documents into batches of at most `limit` bytes; asked anew for each, since it may shrink on the way. */
async function* batchesOf(documents, limit) {
	let room = Buffer.alloc(0);
	let ids = [];
	let ends = [];
	let size = 0;
	function take() {
		const batch = {
			ids,
			ends,
			ndjson: room.subarray(0, size)
		};
		room = Buffer.alloc(0);
		ids = [];
		ends = [];
		size = 0;
		return batch;
	}
	for await (const document of documents) {
		const lines = linesOf$4(document);
		const bytes = Buffer.byteLength(lines);
		if (ids.length > 0 && (size + bytes > limit() || ids.length >= MOST_DOCUMENTS)) yield take();
		if (size + bytes > room.length) room = roomier(room, size + bytes, limit());
		size += room.write(lines, size);
		ids.push(document.id);
		ends.push(size);
	}
	if (ids.length > 0) yield take();
}
/** The same bytes with room for `needed`; for a whole batch at once, so that it is seldom called twice for one. */
function roomier(room, needed, limit) {
	const larger = Buffer.allocUnsafe(Math.max(needed, Math.min(limit, Math.max(64e3, room.length * 4))));
	room.copy(larger);
	return larger;
}
/** Some of a batch's documents, by their places. */
function pick(batch, places) {
	const parts = places.map((place) => batch.ndjson.subarray(batch.ends[place - 1] ?? 0, batch.ends[place]));
	let end = 0;
	return {
		ids: places.map((place) => batch.ids[place] ?? ""),
		ndjson: Buffer.concat(parts),
		ends: parts.map((part) => {
			end += part.length;
			return end;
		})
	};
}
/** `create` is the only operation that a data stream takes, and it never overwrites. The id is base64url: no escapes. */
function linesOf$4({ id, json }) {
	return `{"create":{"_id":"${id}"}}\n${json}\n`;
}

// src/elastic/bulk.ts
/** How long a document may take until a search finds it: Elasticsearch refreshes every second. */
const SEARCHABLE_MS = 1500;
/**
* Creates each document under its `_id`, and reads what became of each. Sending a document again is harmless: it is then
* answered 409 and counted as known. That is also what happens when an answer is lost after the write.
* Never throws for the server's faults: the outcome tells them, and is complete only if every document was answered.
* Holds at most `inFlight` + 1 batches in memory.
*/
async function createAll(documents, options) {
	const { client, stream, log, clock, signal, onRejected, batchBytes = 5e6, inFlight = 2 } = options;
	const { retryBudgetMs = 12e4, random = Math.random } = options;
	const tally = {
		created: 0,
		known: 0,
		rejected: 0,
		read: 0,
		requests: 0,
		bytes: 0
	};
	let limit = batchBytes;
	let failure;
	async function reject(rejection) {
		tally.rejected += 1;
		await onRejected(rejection);
	}
	/** One request. @returns the places of the documents that have to be sent again, since their failure may pass. */
	async function send(batch) {
		tally.requests += 1;
		tally.bytes += batch.ndjson.length;
		const items = await client.bulk(stream, batch.ndjson, signal);
		if (items.length !== batch.ids.length) throw unclear(stream);
		const again = [];
		let why = "";
		let hopeless;
		for (const [index, item] of items.entries()) {
			const fate = fateOf(item, batch.ids[index] ?? "");
			if (fate.kind === "known") options.onKnown?.(batch.ids[index] ?? "");
			if (fate.kind === "created") options.onCreated?.(batch.ids[index] ?? "");
			if (fate.kind === "created" || fate.kind === "known") tally[fate.kind] += 1;
			else if (fate.kind === "rejected") await reject(fate.rejection);
			else if (fate.kind === "hopeless") hopeless = fate;
			else if (fate.kind === "unclear") throw unclear(stream);
			else {
				again.push(index);
				why = `${item.status} ${item.type ?? ""}`.trim();
			}
		}
		if (hopeless) throw new ElasticError(`${stream}: ${hopeless.why}`, { status: hopeless.status });
		return {
			again,
			why
		};
	}
	/** Sends a batch until each of its documents is answered for good. */
	async function deliver(batch) {
		let pending = batch;
		let failingSince;
		let unsure = false;
		for (let attempt = 1;; attempt += 1) {
			let error;
			try {
				if (unsure) pending = await lacking(pending);
				unsure = false;
				if (pending.ids.length === 0) return;
				const { again, why } = await send(pending);
				if (again.length === 0) return;
				if (again.length < pending.ids.length) failingSince = void 0;
				pending = pick(pending, again);
				error = new ElasticError(`${stream}: the server put off ${again.length} documents (${why}).`, { code: "busy" });
			} catch (thrown) {
				if (!(thrown instanceof ElasticError)) throw thrown;
				if (thrown.status === 413) return deliverHalves(pending);
				if (!passes(thrown)) throw thrown;
				error = thrown;
				unsure = true;
			}
			if (failure !== void 0) throw error;
			const now = clock.now();
			failingSince ??= now;
			const least = unsure && options.heldAmong ? SEARCHABLE_MS : 0;
			const wait = Math.max(least, backoff(attempt, {
				baseMs: 1e3,
				capMs: 3e4,
				random
			}));
			if (now + wait - failingSince > retryBudgetMs) throw error;
			log.info(`${error.message} Attempt ${attempt + 1} in ${(wait / 1e3).toFixed(1)} s`);
			await clock.sleep(wait, signal).catch((reason) => {
				throw new ElasticError(`${error.message} ${reason instanceof Error ? reason.message : ""}`.trim(), error);
			});
		}
	}
	/** What of a batch is not there, if its first sending was carried out after all. */
	async function lacking(batch) {
		if (!options.heldAmong) return batch;
		const there = await options.heldAmong(batch.ids);
		for (const id of there) options.onCreated?.(id);
		tally.created += there.size;
		return pick(batch, [...batch.ids.keys()].filter((place) => !there.has(batch.ids[place] ?? "")));
	}
	/** A proxy in front of the server has a limit of its own: halve until it fits, and remember what fits. */
	async function deliverHalves(batch) {
		const [first, second] = batch.ids;
		if (first === void 0) return;
		if (second === void 0) {
			await reject({
				id: first,
				status: 413,
				type: "too_large_for_the_server",
				field: void 0,
				kept: "nowhere"
			});
			return;
		}
		limit = Math.max(1, Math.min(limit, Math.floor(batch.ndjson.length / 2)));
		log.info(`${stream}: a request was too large (HTTP 413), so it is halved; later ones are at most ${limit} bytes`);
		const places = [...batch.ids.keys()];
		const middle = Math.ceil(places.length / 2);
		await deliver(pick(batch, places.slice(0, middle)));
		await deliver(pick(batch, places.slice(middle)));
	}
	const running = /* @__PURE__ */ new Set();
	try {
		for await (const batch of batchesOf(counted(documents, tally), () => limit)) {
			while (running.size >= inFlight) await Promise.race(running);
			if (failure) break;
			signal.throwIfAborted();
			const task = deliver(batch).catch((error) => {
				failure ??= error;
			}).finally(() => running.delete(task));
			running.add(task);
		}
	} catch (error) {
		failure ??= error;
	}
	await Promise.all(running);
	const { created, known, rejected, read } = tally;
	const complete = failure === void 0 && created + known + rejected === read;
	if (failure === void 0 && !complete) throw new Error(`${stream}: ${created} created + ${known} known + ${rejected} rejected is not ${read} read. Please report this.`);
	return {
		...tally,
		complete,
		error: failure === void 0 ? void 0 : asElasticError(failure, stream)
	};
}
function unclear(stream) {
	return new ElasticError(`${stream}: the answer does not say for each document, in their order, what became of it. Check what stands between this runner and Elasticsearch.`, { code: "items" });
}
/** True if the same request may succeed a little later. */
function passes({ status, code }) {
	if (status !== void 0) return status === 408 || status === 429 || status >= 500;
	return code === "network" || code === "timeout";
}
async function* counted(documents, tally) {
	for await (const document of documents) {
		tally.read += 1;
		yield document;
	}
}
function asElasticError(thrown, stream) {
	if (thrown instanceof ElasticError) return thrown;
	return new ElasticError(`${stream}: ${thrown instanceof Error ? thrown.message : String(thrown)}`, { cause: thrown });
}

// src/evidence/rejected.ts
/** A list that is written to `rejected.ndjson` in `folder`, which is made when it is needed. */
function openRejected(folder) {
	const path = join(folder, "rejected.ndjson");
	let file;
	let last = Promise.resolve();
	async function create() {
		await mkdir(folder, { recursive: true });
		return open$2(path, "w");
	}
	return {
		async add(entry) {
			file ??= create();
			const handle = await file;
			last = last.then(() => handle.write(`${JSON.stringify(entry)}\n`));
			await last;
		},
		async close() {
			if (!file) return void 0;
			await last;
			await (await file).close();
			return path;
		}
	};
}

// src/steps/context.ts
/** What all documents of a run say besides their events: the same for each way that they go. */
function contextOf({ settings, parts, plan }, evidence) {
	return {
		tenant: settings.tenant,
		namespace: settings.namespace,
		created: Date.parse(evidence.manifest.started),
		fallbackTime: plan.asked.to * 1e3 - 1,
		tool: parts.tool,
		providerDomains: settings.providerDomains,
		run: settings.run?.url
	};
}

// src/evidence/artifact.ts
const NAME_LIMIT$8 = 200;
const LABEL_LIMIT = 60;
/** What @actions/artifact 6.2.1 refuses in a name (its path-and-artifact-name-validation.js). */
const REFUSED_CHARACTERS = [
	"\"",
	":",
	"<",
	">",
	"|",
	"*",
	"?",
	"\r",
	"\n",
	"\\",
	"/"
];
/**
* Uploads files as one artifact of the workflow run; `rootFolder` is cut off their paths. If the run has an artifact of
* that name already (a name without the run's attempt, on a re-run), a random suffix is added, once.
* @returns 'no-service' outside GitHub Actions, and on GitHub Enterprise Server, which @actions/artifact can't serve.
* @throws Error, one sentence without a URL, a token or the service's text; the signal's reason if it aborts. An upload
*   that the signal leaves goes on until the process ends, since @actions/artifact can't be stopped.
*/
async function uploadArtifact(name, files, rootFolder, options) {
	if (!hasService(options.env)) return "no-service";
	try {
		return await upload$1(name, files, rootFolder, options);
	} catch (error) {
		options.signal.throwIfAborted();
		if (!isNameTaken(error)) throw new Error(sentence(name, error));
	}
	const other = `${name}-${randomBytes(3).toString("hex")}`;
	options.log.info(`The run has an artifact named ${name} already; these files are uploaded as ${other}.`);
	try {
		return await upload$1(other, files, rootFolder, options);
	} catch (error) {
		options.signal.throwIfAborted();
		throw new Error(sentence(other, error));
	}
}
/**
* The default name: `mimecast-audit-default-20261124T000000Z-20261125T000000Z-42-1`. Holds ASCII letters, digits and
* hyphens only. A tenant that had to be changed gets a short hash, so that two of them in one run stay apart.
*/
function artifactName({ kind, tenant, from, to, runId, attempt }) {
	const moments = [from, to].map((moment) => formatMoment(moment).replace(/[-:]/g, ""));
	const run = [runId, attempt].flatMap((part) => part === void 0 ? [] : clean(String(part)));
	return [
		`mimecast-${kind}`,
		clean(tenant),
		...moments,
		...run
	].join("-");
}
/** Why an artifact can't have this name, as a sentence; undefined if it can. */
function checkArtifactName(name) {
	if (name.trim() === "") return "An artifact name must not be empty.";
	if (name.length > NAME_LIMIT$8) return `An artifact name must not be longer than ${NAME_LIMIT$8} characters; this has ${name.length}.`;
	if (/\p{Cc}/u.test(name)) return "An artifact name must not hold a line break or another control character.";
	const refused = REFUSED_CHARACTERS.find((character) => name.includes(character));
	return refused && `An artifact name must not hold any of " : < > | * ? \\ and /; this one holds ${refused}`;
}
function clean(label) {
	const plain = label.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, LABEL_LIMIT);
	if (plain === label) return plain;
	const hash = createHash("sha256").update(label).digest("hex").slice(0, 6);
	return plain === "" ? hash : `${plain}-${hash}`;
}
/** The rule for the server's name is that of @actions/artifact, which would annotate the run instead of just saying no. */
function hasService(env) {
	if (!env.ACTIONS_RESULTS_URL || !env.ACTIONS_RUNTIME_TOKEN) return false;
	const host = URL.parse(serverOf(env))?.hostname ?? "";
	return host === "github.com" || host.endsWith(".ghe.com") || host.endsWith(".localhost");
}
function serverOf(env) {
	return env.GITHUB_SERVER_URL || "https://github.com";
}
async function upload$1(name, files, rootFolder, { retentionDays, env, log, signal }) {
	signal.throwIfAborted();
	const { default: client } = await import("./artifact.js");
	const days = allowedDays(retentionDays, env, log);
	const { id, digest, size } = await untilAborted(client.uploadArtifact(name, [...files], rootFolder, days === void 0 ? {} : { retentionDays: days }), signal);
	if (!id) throw new Error("the service gave no artifact id");
	const { GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: run } = env;
	const url = repository && run ? `${serverOf(env)}/${repository}/actions/runs/${run}/artifacts/${id}` : void 0;
	return {
		id: String(id),
		url,
		digest,
		name,
		size
	};
}
/** @actions/artifact would shorten it as well, but with an annotation of its own. */
function allowedDays(wanted, env, log) {
	const most = Number(env.GITHUB_RETENTION_DAYS);
	if (wanted === void 0 || !(most > 0) || wanted <= most) return wanted;
	log.warn(`The artifact is kept for ${most} days, not ${wanted}: the repository's settings allow no more.`);
	return most;
}
async function untilAborted(work, signal) {
	const { promise: aborted, reject } = Promise.withResolvers();
	const stop = () => reject(signal.reason);
	signal.addEventListener("abort", stop, { once: true });
	try {
		return await Promise.race([work, aborted]);
	} finally {
		signal.removeEventListener("abort", stop);
	}
}
/** Twirp answers 409 `already_exists`; @actions/artifact passes on only the status, within a text. */
function isNameTaken(error) {
	return /CreateArtifact.*\(409\)/.test(messageOf(error));
}
function sentence(name, error) {
	return `Artifact ${name} could not be uploaded: ${reasonOf$2(error)}.`;
}
/** Never the service's own text: it may hold a signed URL. */
function reasonOf$2(error) {
	const message = messageOf(error);
	const { statusCode } = Object(error);
	if (/storage quota/.test(message)) return "the storage quota for artifacts is used up, so delete old ones or raise the budget";
	const status = typeof statusCode === "number" ? statusCode : /\((\d{3})\)/.exec(message)?.[1];
	if (status !== void 0) return `the artifact service answered with status ${status}, so run the job again later`;
	const code = /\bE[A-Z]{3,15}\b/.exec(message)?.[0];
	if (code !== void 0) return `the artifact service can't be reached or a file can't be read (${code})`;
	if (/JSON|Unexpected token/.test(message)) return "the artifact service answered with something that is not JSON";
	return message.replace(/\b\w+:\/\/\S*/g, "(address)").replace(/\S{40,}/g, "(long text)").replace(/[^\w .,()-]+/g, " ").slice(0, 160).replace(/[ .]+$/, "");
}

// src/steps/preserve.ts
/** Uploads the evidence. It comes before Elastic: once it is uploaded, nothing is lost whatever happens there. */
async function preserve(run, evidence, signal) {
	const { settings, parts, report } = run;
	const { folder, files, manifestHash } = evidence;
	report.evidence = {
		folder,
		manifestHash,
		artifact: void 0,
		problem: void 0
	};
	parts.log.info(`Evidence in ${folder}, manifest ${manifestHash}`);
	if (parts.cancelled.aborted) {
		report.evidence.problem = "The job was cancelled, so the evidence was not uploaded.";
		return;
	}
	const name = settings.artifactName ?? nameOf$1(run, "audit");
	try {
		const { retentionDays } = settings;
		const result = await parts.upload({
			name,
			files,
			root: folder,
			retentionDays
		}, signal);
		if (result === "no-service") {
			parts.log.info("No artifact service here: the evidence stays in its folder. Copy it to a safe place.");
			return;
		}
		report.evidence.artifact = result;
		parts.log.info(`Uploaded as artifact ${result.name}, id ${result.id}`);
	} catch (error) {
		const sentence = `The evidence is not uploaded and only in ${folder}: ${messageOf(error)}`;
		report.evidence.problem = sentence;
		report.failures.push(sentence);
		parts.log.warn(sentence);
	}
}
/** Uploads the list of refused documents as an artifact of its own, since the evidence is closed by then. */
async function preserveRejected(run, file, signal) {
	const { settings, parts, report } = run;
	try {
		const { retentionDays } = settings;
		await parts.upload({
			name: nameOf$1(run, "rejected"),
			files: [file],
			root: dirname(file),
			retentionDays
		}, signal);
	} catch (error) {
		const sentence = `The list of rejected documents is not uploaded and only in ${file}: ${messageOf(error)}`;
		report.failures.push(sentence);
		parts.log.warn(sentence);
	}
}
function nameOf$1({ settings, plan }, kind) {
	const { id, attempt } = settings.run ?? {};
	return artifactName({
		kind,
		tenant: settings.tenant,
		...plan.asked,
		runId: id,
		attempt
	});
}

// src/steps/deliver.ts
/** Ids of a kind that are remembered one by one. */
const MOST_NAMED = 1e3;
/**
* Creates a document for each event that Elastic lacks, under its fixed `_id`, so that sending it again can't make a second
* one. Without a comparison each event is sent.
*/
async function deliver(run, evidence, comparison, signal) {
	const { settings, parts, past, report } = run;
	if (settings.elastic === void 0) {
		report.elastic = { state: "off" };
		parts.log.info("No Elastic setting is given: evidence only, nothing is delivered to Elastic.");
	} else if (settings.dryRun) {
		report.elastic = { state: "dry-run" };
		parts.log.info("dry-run: nothing is written to Elastic.");
	} else if (past.blocked !== void 0 || comparison === "failed") {
		const problem = "What Elastic holds could not be asked, so nothing was sent: the evidence has it, and the next run sends it.";
		report.elastic = {
			...untried(evidence, settings.elastic),
			problem
		};
		parts.log.info(problem);
	} else await send(run, evidence, comparison, settings.elastic, signal);
}
async function send(run, evidence, comparison, target, signal) {
	const { settings, parts, past, report } = run;
	const { log, clock } = parts;
	const result = untried(evidence, target);
	const { stream, read } = result;
	const there = comparison ? read - comparison.missing.count : 0;
	result.known = there;
	report.elastic = result;
	const list = openRejected(`${settings.evidencePath}-rejected`);
	const conflicts = /* @__PURE__ */ new Set();
	const late = /* @__PURE__ */ new Map();
	let client;
	try {
		signal.throwIfAborted();
		client = past.client ?? await parts.elastic(target);
		const elastic = client;
		const started = clock.now();
		const { created, known, rejected, complete, error, requests } = await createAll(documents$1(run, evidence, comparison?.missing, late), {
			client,
			stream,
			log,
			clock,
			signal,
			...comparison ? { heldAmong: (keys) => keysAmong(elastic, {
				stream,
				keys,
				signal
			}) } : {},
			onCreated: (key) => noteLate(key, late, run),
			onKnown: (key) => void (conflicts.size < MOST_NAMED && conflicts.add(key)),
			onRejected: async (rejection) => {
				run.rejectedKeys.add(rejection.id);
				if (run.rejectedKeys.size <= MOST_NAMED) report.findings.push(rejectedFinding(rejection));
				await list.add(rejection);
			}
		});
		Object.assign(result, {
			created,
			known: there + known,
			rejected,
			complete,
			problem: error?.message
		});
		if (error) report.failures.push(error.message);
		const counts = `${created} created, ${result.known} known already, ${rejected} rejected of ${read}`;
		log.info(`${stream}: ${counts} in ${((clock.now() - started) / 1e3).toFixed(1)} s, ${requests} requests`);
		if (comparison && complete) await explainConflicts(run, evidence, client, stream, conflicts, signal);
	} catch (error) {
		result.problem = messageOf(error);
		report.failures.push(result.problem);
	} finally {
		if (client !== past.client) await client?.close();
		result.rejectedFile = await list.close();
	}
	if (result.rejectedFile !== void 0) await preserveRejected(run, result.rejectedFile, signal);
}
function untried(evidence, { namespace }) {
	return {
		state: "used",
		stream: `logs-mimecast.audit-${namespace}`,
		read: evidence.manifest.events.count,
		created: 0,
		known: 0,
		rejected: 0,
		complete: false,
		problem: void 0,
		rejectedFile: void 0
	};
}
/**
* An id that was not held at its time, and was there all the same: the event stood at another time, outside of what was
* read, so it was altered; or two runs were at work at once, and it is the same.
*/
async function explainConflicts({ report }, evidence, client, stream, conflicts, signal) {
	if (conflicts.size === 0) return;
	const before = /* @__PURE__ */ new Map();
	const keys = [...conflicts];
	for (let from = 0; from < keys.length; from += 500) {
		const some = await originalsOf(client, {
			stream,
			keys: keys.slice(from, from + 500),
			signal
		});
		for (const [key, original] of some) before.set(key, original);
	}
	for await (const event of evidence.events()) {
		const original = before.get(event.key);
		if (original === void 0 || original === event.canonical) continue;
		const held = heldAs(event, original);
		report.findings.push(alteredFinding({
			...held,
			readHash: event.hash
		}, changedFields(original, event.canonical)));
		if (report.comparison?.state === "done") report.comparison.altered += 1;
	}
}
async function* documents$1(run, evidence, missing, late) {
	const context = contextOf(run, evidence);
	const lastCovering = lastCoveringIn(run.past.coverage ?? []);
	let index = -1;
	for await (const event of evidence.events()) {
		index += 1;
		if (missing && !missing.has(index)) continue;
		const covering = missing && event.time !== void 0 && lastCovering(event.time, event.category);
		if (covering && event.time !== void 0) late.set(event.key, {
			time: event.time,
			category: event.category,
			covering
		});
		yield toDocument(event, context);
	}
}
/** Once Elastic has taken it, it is proven to be new: late at least by as much as the covering run was after it. */
function noteLate(key, sent, { settings, report: { comparison, findings } }) {
	const late = sent.get(key);
	if (!late || comparison?.state !== "done") return;
	sent.delete(key);
	const { time, category, covering } = late;
	const lateMs = covering.recorded - time;
	comparison.late.count += 1;
	comparison.late.maxSeconds = Math.max(comparison.late.maxSeconds, Math.round(lateMs / 1e3));
	if (lateMs <= settings.lateAfterMs || comparison.late.count > MOST_NAMED) return;
	findings.push(lateFinding({
		key,
		time,
		category
	}, lateMs, covering.run));
}

// src/evidence/documents.ts
/** Bytes that are gathered before they are written. */
const CHUNK_BYTES$1 = 262144;
/**
* Writes documents as NDJSON, one a line, each with its `_id` as first key, for who reads files. The file appears whole
* under its name or not at all, and is for its owner only: it holds personal data. A file that Filebeat would find too short
* ends in blanks before its last line end. One document and 256 KiB are in memory. A file of that name is replaced.
* @param path its folder is made if it is missing.
* @param documents `json` is an object with at least one field, as one line.
* @throws Error, one sentence, if the disk fails; what `documents` throws as it is.
*/
async function writeDocuments(path, documents) {
	const part = `${path}.part`;
	const file = await onDisk$1(path, async () => {
		await mkdir(dirname(path), {
			recursive: true,
			mode: 448
		});
		await rm(part, { force: true });
		return open$2(part, "wx", 384);
	});
	let count = 0;
	let bytes = 0;
	let gathered = [];
	let size = 0;
	const flush = async () => {
		const chunk = Buffer.concat(gathered);
		gathered = [];
		size = 0;
		bytes += chunk.length;
		await onDisk$1(path, () => file.appendFile(chunk));
	};
	try {
		for await (const { id, json } of documents) {
			const line = Buffer.from(`${count === 0 ? "" : "\n"}{"_id":${JSON.stringify(id)},${json.slice(1)}`);
			count += 1;
			gathered.push(line);
			size += line.length;
			if (size >= CHUNK_BYTES$1) await flush();
		}
		if (count > 0) gathered.push(Buffer.from(`${" ".repeat(Math.max(0, 1024 - bytes - size))}\n`));
		await flush();
		await onDisk$1(path, async () => {
			await file.sync();
			await file.close();
			await rename(part, path);
		});
	} catch (error) {
		await file.close().catch(() => void 0);
		await rm(part, { force: true }).catch(() => void 0);
		throw error;
	}
	return {
		count,
		bytes
	};
}
/** Turns a fault of the file system, which has a code such as ENOSPC, into a sentence. */
async function onDisk$1(path, work) {
	try {
		return await work();
	} catch (cause) {
		const code = cause instanceof Error && "code" in cause ? String(cause.code) : void 0;
		const reason = code === "ENOSPC" || code === "EDQUOT" ? `the disk is full (${code})` : messageOf(cause);
		throw new Error(`${path} can't be written: ${reason}; choose a folder that can be written and has room.`, { cause });
	}
}

// src/steps/document.ts
/**
* Writes the documents of all events to a file, if that is wanted: the same documents, under the same ids, as go to Elastic,
* for Filebeat or the Elastic Agent. Whether Elastic has them already does not matter: it takes an id once.
* Never throws: a failure becomes a sentence in the report, and nothing else stops.
*/
async function document(run, evidence, signal) {
	const { settings, parts, report } = run;
	if (!settings.documents) return;
	const path = join(`${settings.evidencePath}-documents`, "documents.ndjson");
	try {
		const { count, bytes } = await writeDocuments(path, documents(run, evidence, signal));
		report.documentsFile = path;
		parts.log.info(`${count} documents (${bytes} bytes) in ${path}`);
	} catch (error) {
		const sentence = `The file of documents was not made: ${messageOf(error)}`;
		report.failures.push(sentence);
		parts.log.warn(sentence);
	}
}
async function* documents(run, evidence, signal) {
	const context = contextOf(run, evidence);
	for await (const event of evidence.events()) {
		signal.throwIfAborted();
		yield toDocument(event, context);
	}
}

// src/access/access-findings.ts
const MOST_KEYS$1 = 100;
const MOST_TICKETS = 20;
/**
* What a person should look at in judged sessions, at most one finding of a kind and session; `first-seen` one for each thing.
* No text of an event is in it: a session is named by its times, its number of acts and its id.
*/
function accessFindings(judged) {
	return judged.flatMap((one) => [
		...unexplained(one),
		...againstPolicy(one),
		...outsideHours(one),
		...firstSeen(one),
		...contentViewed(one)
	]);
}
/** A provider access without a readable time: it belongs to no session, so that no approval and no rule can be held against it. */
function undatedAccessFinding(key) {
	return {
		kind: "unexplained-access",
		subject: key,
		severity: "high",
		sentence: "An access by the provider has no time that can be read, so no approval can cover it.",
		events: [key],
		time: void 0,
		details: {}
	};
}
/** Somebody's word on a session, taken from its issue. The reason is theirs, and no text of an event. */
function acknowledgedFinding(session, { by, at, reason, url }) {
	return {
		kind: "acknowledged-access",
		subject: `${session}|${by}|${at}`,
		severity: "low",
		sentence: `Somebody has given a reason for the provider's session ${session}, by closing its issue.`,
		events: [],
		time: at,
		details: {
			session,
			acknowledged_by: by,
			acknowledged_at: new Date(at).toISOString(),
			reason,
			...url === void 0 ? {} : { url }
		}
	};
}
function unexplained(judged) {
	const { session, verdict, unapproved, uncovered } = judged;
	if (verdict !== "unexplained") return [];
	return [finding(judged, {
		kind: "unexplained-access",
		severity: "high",
		sentence: `No approval covers ${unapproved} of the ${actsOf$1(sumOf(session.counts))} in the provider's session ${timesOf$1(session)}.`,
		events: uncovered,
		details: { unapproved },
		grown: unapproved
	})];
}
function againstPolicy(judged) {
	const { session, verdict, broken, unapproved, uncovered = [] } = judged;
	if (verdict !== "against-policy") return [];
	const why = broken.map(({ sentence }) => clauseOf(sentence)).join("; ");
	return [finding(judged, {
		kind: "against-policy",
		severity: "high",
		sentence: `The provider's session ${timesOf$1(session)}, ${actsOf$1(sumOf(session.counts))}, is against the policy: ${why}.`,
		events: [.../* @__PURE__ */ new Set([...uncovered, ...session.acts.map(({ key }) => key)])],
		details: {
			rules: broken.map(({ rule }) => rule),
			unapproved
		},
		grown: sumOf(session.counts)
	})];
}
function outsideHours(judged) {
	if (!judged.broken.some(({ rule }) => rule === "hours")) return [];
	return [finding(judged, {
		kind: "access-outside-hours",
		severity: "medium",
		sentence: `The provider's session ${timesOf$1(judged.session)} lies at least partly outside the working hours.`,
		grown: sumOf(judged.session.counts)
	})];
}
const FIRSTS$1 = {
	person: "is the first of its person",
	network: "comes from a network that no earlier one came from",
	act: "has a kind of act that no earlier one had"
};
/** An approval that covers all of it explains who and what, but that it is new is worth knowing. */
function firstSeen(judged) {
	const { session, verdict, firsts } = judged;
	return [...new Set(firsts)].map((what) => ({
		...finding(judged, {
			kind: "first-seen",
			severity: verdict === "expected" || what === "act" ? "low" : "medium",
			sentence: `As far as the held past shows, the provider's session ${timesOf$1(session)} ${FIRSTS$1[what]}.`,
			details: { seen_first: what }
		}),
		subject: `${session.id}|${what}`
	}));
}
/** Content that an approval covers is expected, and told in the report only. */
function contentViewed(judged) {
	const { session, verdict } = judged;
	if (session.contentActs === 0 || verdict === "expected") return [];
	return [finding(judged, {
		kind: "content-viewed",
		severity: "medium",
		sentence: `In the provider's session ${timesOf$1(session)} the content of mail was seen or taken out by ${actsOf$1(session.contentActs)}.`,
		events: session.acts.filter(({ content }) => content).map(({ key }) => key),
		details: { content_acts: session.contentActs },
		grown: session.contentActs
	})];
}
function finding({ session, approvedBy }, own) {
	const tickets = [...new Set(approvedBy.map(({ approval }) => approval.ticket))].slice(0, MOST_TICKETS);
	const events = own.events && own.events.length > 0 ? own.events : session.acts.map(({ key }) => key);
	return {
		kind: own.kind,
		subject: own.grown === void 0 ? session.id : `${session.id}|${own.grown}`,
		severity: own.severity,
		sentence: own.sentence,
		events: events.slice(0, MOST_KEYS$1),
		time: session.first,
		details: {
			session: session.id,
			first: momentOf$2(session.first),
			last: momentOf$2(session.last),
			acts: sumOf(session.counts),
			...tickets.length === 0 ? {} : { tickets },
			...own.details
		}
	};
}
function clauseOf(sentence) {
	return sentence.charAt(0).toLowerCase() + sentence.slice(1).replace(/\.$/, "");
}
function timesOf$1({ id, first, last }) {
	return `${first === last ? `at ${momentOf$2(first)}` : `from ${momentOf$2(first)} to ${momentOf$2(last)}`} (${id})`;
}
function momentOf$2(time) {
	return new Date(time).toISOString().replace(".000Z", "Z");
}
function actsOf$1(count) {
	return count === 1 ? "1 act" : `${count} acts`;
}

// src/steps/raise.ts
/** Writes the findings of this run to Elastic, each once however often it is found. */
async function raise(run, evidence, signal) {
	const { settings, parts, past, report } = run;
	const { findings } = report;
	await writeAcknowledgements(run, evidence, signal);
	if (findings.length === 0) {
		parts.log.info("Nothing was found that a person should look at.");
		return;
	}
	for (const { sentence } of findings.slice(0, 20)) parts.log.info(sentence);
	const { client } = past;
	if (!settings.elastic || !client || settings.dryRun) {
		report.findingsRaised = findings.length;
		return;
	}
	const stream = `logs-mimecast.finding-${settings.elastic.namespace}`;
	const { tenant } = settings;
	const common = {
		stream,
		tenant,
		findings,
		run: settings.run?.url,
		manifest: evidence.manifestHash,
		now: parts.clock.now()
	};
	try {
		const { raised, known } = await patiently("Findings", () => raise$1(client, {
			...common,
			signal
		}), parts, signal);
		report.findingsRaised = raised;
		parts.log.info(`${raised} findings raised, ${known} raised before`);
	} catch (error) {
		report.findingsRaised = findings.length;
		report.failures.push(`Findings could not be written to Elastic: ${messageOf(error)}`);
	}
}
/** What people said of sessions is kept beside the findings, for reports of later months. It is no news for the summary. */
async function writeAcknowledgements({ settings, parts, past, report }, evidence, signal) {
	const { client } = past;
	const findings = [...report.acknowledgements].map(([session, word]) => acknowledgedFinding(session, word));
	if (!settings.elastic || !client || settings.dryRun || findings.length === 0) return;
	const common = {
		stream: `logs-mimecast.finding-${settings.elastic.namespace}`,
		tenant: settings.tenant,
		findings,
		run: settings.run?.url,
		now: parts.clock.now()
	};
	try {
		const given = {
			...common,
			manifest: evidence.manifestHash,
			signal
		};
		const { raised } = await patiently("Acknowledgements", () => raise$1(client, given), parts, signal);
		if (raised > 0) parts.log.info(`${raised} acknowledgements taken over`);
	} catch (error) {
		report.failures.push(`Acknowledgements could not be written to Elastic: ${messageOf(error)}`);
	}
}

// src/steps/read.ts
/** A clock that is wrong by more than this makes every time in doubt. */
const SKEW_MS = 12e4;
/**
* Reads the planned pieces; pages stream to the spool. A span that could not be read to its end is marked so, and what came
* of it is kept.
* @throws Error if the disk fails.
*/
async function read$1({ settings, parts, past, plan, report, readSpans }, signal) {
	const { log, clock } = parts;
	const source = parts.source(settings, signal);
	const spool = await parts.spool(settings.evidencePath);
	const started = clock.now();
	const spans = [];
	const outcomes = [];
	for (const { span } of plan.pieces) {
		const outcome = await source.read(span, (page) => spool.keep(page));
		const { complete, reason, requests, rows, pages } = outcome;
		outcomes.push(outcome);
		readSpans.push({
			span,
			complete
		});
		spans.push({
			from: formatMoment(span.from),
			to: formatMoment(span.to),
			complete,
			reason,
			requests
		});
		const verdict = complete ? "complete" : `NOT complete: ${reason}`;
		log.info(`${formatSpan(span)}: ${rows} rows on ${pages} pages, ${verdict}`);
		if (outcome.error) break;
	}
	const evidence = await spool.close({
		tool: parts.tool,
		tenant: settings.tenant,
		run: settings.run,
		categories: settings.categories,
		queryHash: settings.query === void 0 ? void 0 : hash("sha256", settings.query),
		started: new Date(started).toISOString(),
		closed: new Date(clock.now()).toISOString(),
		spans,
		previous: lastManifest(past.coverage)
	});
	const { events, pages } = evidence.manifest;
	report.read = {
		complete: outcomes.length === plan.pieces.length && outcomes.every(({ complete }) => complete),
		reasons: outcomes.flatMap(({ reason }) => reason ?? []),
		events: events.in_span,
		outside: events.outside,
		undated: events.undated,
		duplicates: events.duplicates,
		unique: events.count,
		pages: pages.length,
		requests: outcomes.reduce((sum, { requests }) => sum + requests, 0)
	};
	report.failures.push(...outcomes.flatMap(({ error, reason }) => error?.message ?? reason ?? []));
	const skewMs = outcomes.find(({ clockSkewMs }) => Math.abs(clockSkewMs ?? 0) > SKEW_MS)?.clockSkewMs;
	if (skewMs !== void 0) report.findings.push(clockSkewFinding(skewMs, clock.now()));
	if (events.conflicting > 0) report.failures.push(`${events.conflicting} events share their id with another one of different content. All of them are in the evidence, but Elastic takes only the first of each id: compare them in events.ndjson.`);
	log.info(`${events.count} events kept in ${((clock.now() - started) / 1e3).toFixed(1)} s`);
	return evidence;
}

// src/steps/record.ts
/**
* Records what was read completely, preserved, and delivered: only that counts as covered, all else is a hole that a later run
* fills. A run with a query has seen a part only, and covers nothing.
*/
async function record$1(run, evidence, signal) {
	await recordCovered(run, evidence, signal);
	run.report.holes = openHoles(run);
}
async function recordCovered(run, evidence, signal) {
	const { settings, parts, past, report } = run;
	const { log } = parts;
	report.findings.push(...report.lost.map((span) => holeLostFinding(span)));
	if (!settings.elastic || !past.client || settings.dryRun) return;
	if (settings.query !== void 0) {
		log.info("A run with a query covers nothing.");
		return;
	}
	const spans = await coveredBy(run, evidence);
	if (spans.length === 0) {
		log.info("Nothing is recorded as covered.");
		return;
	}
	const { client } = past;
	const stream = `logs-mimecast.coverage-${settings.elastic.namespace}`;
	const used = report.elastic?.state === "used" ? report.elastic : void 0;
	const late = report.comparison?.state === "done" ? report.comparison.late : {
		count: 0,
		maxSeconds: 0
	};
	const recorded = parts.clock.now();
	const shared = {
		tenant: settings.tenant,
		categories: settings.categories,
		queryHash: void 0,
		recorded,
		run: settings.run?.url,
		manifest: evidence.manifestHash,
		previous: lastManifest(past.coverage),
		artifact: report.evidence?.artifact,
		events: report.read?.unique ?? 0,
		indexed: used?.created ?? 0,
		known: used?.known ?? 0,
		late,
		pages: report.read?.pages ?? 0,
		requests: report.read?.requests ?? 0,
		toolVersion: parts.tool.version,
		durationMs: recorded - Date.parse(evidence.manifest.started),
		runId: settings.run?.id ?? "local",
		attempt: settings.run?.attempt ?? recorded
	};
	try {
		const records = spans.map((span) => ({
			...shared,
			span
		}));
		await patiently("Coverage", () => writeCoverage(client, {
			stream,
			records,
			signal
		}), parts, signal);
		report.covered.push(...spans);
		for (const span of spans) log.info(`${formatSpan(span)} is recorded as covered`);
	} catch (error) {
		log.warn(`What was covered could not be recorded, so the next run reads it again: ${messageOf(error)}`);
	}
}
/** What no run has covered yet, and a later one can: with how many days are left for it. */
function openHoles({ settings, parts, past, plan, report }) {
	if (!past.coverage || settings.query !== void 0) return [];
	const covered = [...coveredSpans(past.coverage, settings.categories), ...report.covered];
	const now = parts.clock.now() / 1e3;
	return union([...plan.holes, plan.asked]).flatMap((span) => holesIn(span, covered)).map((span) => ({
		span,
		unrecoverableInDays: (span.from - now) / 86400 + 60
	})).filter(({ unrecoverableInDays }) => unrecoverableInDays > 0);
}
/** The spans that are complete in every way. A document that Elastic refused leaves its span open. */
async function coveredBy(run, evidence) {
	const { report, readSpans, rejectedKeys } = run;
	const kept = report.evidence !== void 0 && report.evidence.problem === void 0;
	const delivered = report.elastic?.state === "used" && report.elastic.complete;
	if (!kept || !delivered) return [];
	const complete = readSpans.filter((one) => one.complete).map(({ span }) => span);
	if (rejectedKeys.size === 0) return complete;
	const open = /* @__PURE__ */ new Set();
	for await (const { key, time } of evidence.events()) {
		if (!rejectedKeys.has(key)) continue;
		for (const span of complete) if (time === void 0 || contains(span, time)) open.add(span);
	}
	return complete.filter((span) => !open.has(span));
}

// src/access/history.ts
/** How much of the past must be held before anything can be called the first: else all is. */
const LEARNING_MS = 6048e5;
/** Values of a kind that are remembered; of more than that none is called the first. */
const MOST$2 = 5e4;
/** An empty history. @param domains the provider's, in lower case. */
function createHistory(domains) {
	const persons = createEarliest();
	const networks = createEarliest();
	const acts = createEarliest();
	let heldSince = Number.POSITIVE_INFINITY;
	return {
		add(event, isHeld) {
			const access = accessOf(event, domains);
			const act = access?.act;
			if (!act) return;
			if (isHeld) heldSince = Math.min(heldSince, act.time);
			persons.note(personKey(access.person ?? ""), act.time);
			for (const address of [act.address, ...act.moreAddresses ?? []]) if (address !== void 0) networks.note(networkOf(address), act.time);
			if (act.auditType !== void 0) acts.note(act.auditType, act.time);
		},
		firstsOf({ person, first, acts: done, addresses }) {
			if (heldSince + LEARNING_MS > first) return [];
			const firsts = [];
			if (persons.isFirst(personKey(person ?? ""), first)) firsts.push("person");
			if (addresses.some((address) => networks.isFirst(networkOf(address), first))) firsts.push("network");
			if (done.some(({ auditType }) => auditType !== void 0 && acts.isFirst(auditType, first))) firsts.push("act");
			return firsts;
		}
	};
}
/** When each value was seen first, ms UTC. */
function createEarliest() {
	const times = /* @__PURE__ */ new Map();
	let isFull = false;
	return {
		note(value, time) {
			const before = times.get(value);
			if (before === void 0 && times.size >= MOST$2) isFull = true;
			else if (before === void 0 || time < before) times.set(value, time);
		},
		/** True if nothing had it before that moment. */
		isFirst: (value, moment) => !isFull && (times.get(value) ?? moment) >= moment
	};
}
/** The network of an address: /24 of IPv4, /48 of IPv6, which is what one site usually has; what is no address stands for itself. */
function networkOf(address) {
	if (isIPv4(address)) return `${address.slice(0, address.lastIndexOf("."))}.0/24`;
	if (!isIPv6(address)) return address;
	const [head = "", tail = ""] = address.split("::", 2);
	const groups = head === "" ? [] : head.split(":");
	const missing = address.includes("::") ? 8 - groups.length - (tail === "" ? 0 : tail.split(":").length) : 0;
	return `${[
		...groups,
		...Array(Math.max(0, missing)).fill("0"),
		...tail === "" ? [] : tail.split(":")
	].slice(0, 3).join(":")}::/48`;
}

// src/access/unknown.ts
const MOST_FORMS = 1e3;
/** UTF-16 units of a text that are looked at. */
const LONGEST_TEXT = 2e3;
/** What a type or category looks like: words for people, or a code. */
const MACHINE_WORDS = /^[A-Za-z_ ()-]{1,60}$/;
/**
* Words of Mimecast's own machine wording (those of the known sentences), which say what kind of text it is and nothing
* of a person. Only these exact words stay readable. Left out are words that are names too, such as Grant, Will, or Mark.
*/
const KEPT_WORDS = new Set([
	"Date Time IP Application Method 2FA Reason Remote Address User Source From To Subject Processed Content Name Success",
	"Action Performed by for from to into of with and or is not null true false True False on in at until the this has",
	"Successful Successfully Succesfully Failed Intermediate failed successful success failure Error error",
	"authentication enrolled enroll user device enrollment logged account accounts access attempted required permissions",
	"Password password reset Reset Changed changed Change change Created created Creation creation Updated updated Update",
	"Deleted deleted Removed removed Added added Enabled enabled Disabled disabled Moved moved Viewed viewed Exported",
	"exported Export Download Downloaded downloaded Restored restored Restore restore Inspected Executed Unlinked Linked",
	"Message Messages Case Review Set Details Search Criteria criteria search Status type Type Folder folder Policy policy",
	"Definition Report name description Description Requested requested Export time Columns exported File name Size size",
	"Mailbox mailbox Archive archive Remediation Incident Connector connector Product provider App API Gateway domain",
	"Domain tasks task associated Inbound Outbound checks Support support extended ticket data filename recovery id",
	"Administration Console Cloud Challenge Step Two Auth TOTP Wrong Locked locked expired Expired Unknown None",
	"UTC GMT BST"
].join(" ").split(" "));
/** Words and numbers with their combining marks; characters that are neither and are not kept as they are. */
const HIDDEN = /[\p{L}\p{M}\p{N}]+|[^\p{L}\p{M}\p{N}\p{P}\p{Zs}\t\n$+<=>^`|~]/gu;
/**
* True if the text of the event is in none of the known forms, so that something may not have been read from it.
* An event without text is not unknown.
*/
function isUnknownWording(event) {
	return !readWording(event).known;
}
/**
* The wording of an event without what is personal in it: each letter is an `x` or, if it is a capital, an `X`, each digit a
* `0`, any other sign than punctuation and blanks a `?`; so the form stays. Only machine words stay readable, and none in a
* word with an `@`. At most 2000 characters; what is longer ends in an ellipsis. Linear time on any text.
*/
function maskWording(event) {
	return {
		auditType: label(event.auditType),
		category: label(event.category),
		text: maskText(event.eventInfo ?? "")
	};
}
/** An empty collection; it keeps at most 1000 forms, and counts what comes after them. */
function createUnknownWordings() {
	const forms = /* @__PURE__ */ new Map();
	let count = 0;
	let leftOut = 0;
	return {
		add(event) {
			if (!isUnknownWording(event)) return;
			count += 1;
			const form = maskWording(event);
			const key = JSON.stringify([
				form.auditType,
				form.category,
				form.text
			]);
			const known = forms.get(key);
			if (known) known.count += 1;
			else if (forms.size < MOST_FORMS) forms.set(key, {
				form,
				count: 1
			});
			else leftOut += 1;
		},
		get count() {
			return count;
		},
		get leftOut() {
			return leftOut;
		},
		toNdjson: () => [...forms.values()].map(({ form, count }) => `${JSON.stringify({
			count,
			...form
		})}\n`).join("")
	};
}
function label(text) {
	return text === void 0 || MACHINE_WORDS.test(text) ? text : maskText(text);
}
function maskText(text) {
	const whole = text.length <= LONGEST_TEXT;
	return (whole ? text : text.slice(0, 1999)).split(/([\p{Zs}\t\n])/u).map((piece, place, pieces) => {
		const readable = !piece.includes("@") && (whole || place < pieces.length - 1);
		return piece.replace(HIDDEN, (part) => readable && KEPT_WORDS.has(part) ? part : hidden(part));
	}).join("") + (whole ? "" : "…");
}
function hidden(part) {
	return part.replace(/\p{N}/gu, "0").replace(/[\p{Lu}\p{Lt}]/gu, "X").replace(/(?!X)[\p{L}\p{M}]/gu, "x").replace(/[^Xx0]/gu, "?");
}

// src/elastic/accesses.ts
/**
* The provider accesses that a stream holds of a tenant, in order of time, each once though two backing indices may have it.
* What counts as one is what the run that delivered it called so: it labelled the document.
* @throws ElasticError; the signal's reason if it aborts.
*/
async function* accessesIn(client, options) {
	const { stream, signal } = options;
	const wanted = { _source: ["event.original"] };
	let moment = NaN;
	let seen = /* @__PURE__ */ new Set();
	for await (const { id, time, source } of scan(client, {
		stream,
		query: queryOf(options),
		wanted,
		signal
	})) {
		if (time !== moment) {
			moment = time;
			seen = /* @__PURE__ */ new Set();
		}
		if (seen.has(id)) continue;
		seen.add(id);
		const event = eventIn(fieldsOf$2(source.event).original);
		if (event) yield event;
	}
}
/**
* How many provider accesses a stream holds; copies count.
* @throws ElasticError; the signal's reason if it aborts.
*/
async function countAccesses(client, options) {
	return count$1(client, options, queryOf(options));
}
/**
* How many events of any kind a stream holds; copies count.
* @throws ElasticError; the signal's reason if it aborts.
*/
async function countEvents(client, options) {
	return count$1(client, options, { bool: { filter: filtersOf(options) } });
}
async function count$1(client, { stream, signal }, query) {
	try {
		const answer = fieldsOf$2(await client.ask("POST", `${stream}/_count`, { query }, signal));
		if (typeof answer.count === "number" && fieldsOf$2(answer._shards).failed === 0) return answer.count;
	} catch (error) {
		if (error instanceof ElasticError && error.status === 404) return 0;
		throw error;
	}
	throw new ElasticError(`${stream}: Elasticsearch could not count all of it. Start the run again later.`, {
		status: 503,
		code: "partial"
	});
}
function filtersOf({ tenant, from, to }) {
	return [{ term: { "organization.id": tenant } }, { range: { "@timestamp": {
		gte: from,
		lt: to,
		format: "epoch_millis"
	} } }];
}
function queryOf(options) {
	return { bool: {
		filter: [{ term: { "labels.provider_access": "true" } }, ...filtersOf(options)],
		must_not: [{ exists: { field: "error.message" } }]
	} };
}
/** undefined for a document of somebody else's. */
function eventIn(original) {
	if (typeof original !== "string") return void 0;
	try {
		return parseEventLine(original);
	} catch {
		return;
	}
}

// src/steps/held-accesses.ts
/** How far back held accesses are read, in days: as far as there are not too many of them. */
const HORIZONS = [
	400,
	120,
	60,
	7
];
const MOST_HELD = 2e4;
const DAY_MS$3 = 864e5;
/**
* Reads back the provider accesses that Elastic holds: the earlier part of sessions, what the past had, and what Mimecast
* hides by now.
* @returns from when on all of them were read, ms UTC.
* @throws ElasticError; the signal's reason if it aborts.
*/
async function readHeldAccesses({ client, settings, parts, least, to, signal }, { history, sessions }) {
	const options = {
		stream: `logs-mimecast.audit-${settings.namespace}`,
		tenant: settings.tenant,
		to,
		signal
	};
	const ask = (operation) => patiently("Held accesses", operation, parts, signal);
	let from = least;
	for (const days of HORIZONS) {
		const earlier = to - days * DAY_MS$3;
		if (earlier >= least) break;
		if (await ask(() => countAccesses(client, {
			...options,
			from: earlier
		})) > MOST_HELD) continue;
		from = earlier;
		break;
	}
	for await (const event of accessesIn(client, {
		...options,
		from
	})) {
		history.add(event, true);
		sessions.add(event);
	}
	return from;
}

// src/steps/review.ts
/** Provider accesses that the report lists; all of them are in the evidence. */
const LISTED = 500;
/** Sessions that a report has; of more than that those that need a person come first. */
const MOST_SESSIONS = 1e3;
const MOST_UNDATED = 100;
/** Keys of accesses that this run tells of; of more than that the time decides. */
const MOST_KEYS = 1e5;
/** GitHub kills a cancelled job after 10 s, and the report must be written before. */
const CANCELLED_MS = 2e3;
const DAY_MS$2 = 864e5;
/**
* Finds the provider accesses among what was read, groups them into sessions together with those that are held, and judges the
* sessions that this run has to tell of. A fault here keeps nothing from being preserved and delivered.
*/
async function review(run, evidence, comparison, signal) {
	try {
		return await look$1(run, evidence, comparison, signal);
	} catch (error) {
		run.report.accesses.whole = false;
		run.report.failures.push(`The provider accesses could not all be judged: ${messageOf(error)}`);
		return {
			sessions: [],
			sessionsSince: void 0,
			wordings: void 0
		};
	}
}
async function look$1(run, evidence, comparison, signal) {
	const { settings, parts, past, readSpans, plan, report } = run;
	const { tenant, sessionGapMs: gapMs, providerDomains: domains } = settings;
	const history = createHistory(domains);
	const read = readSpans.filter(({ complete }) => complete).map(({ span }) => span);
	const known = [...coveredSpans(past.coverage ?? [], settings.categories), ...read];
	const sessions = createSessions({
		tenant,
		gapMs,
		domains,
		known
	});
	const wordings = createUnknownWordings();
	let since;
	if (past.client && past.coverage) {
		const asked = {
			client: past.client,
			least: plan.asked.from * 1e3 - DAY_MS$2,
			to: plan.asked.to * 1e3
		};
		try {
			since = await readHeldAccesses({
				...asked,
				settings,
				parts,
				signal
			}, {
				history,
				sessions
			});
		} catch (error) {
			const note = `Not all held provider accesses could be read, so sessions may lack a part: ${messageOf(error)}`;
			report.notes.push(note);
			parts.log.warn(note);
		}
	}
	const told = await readEvidence(run, evidence, comparison, {
		history,
		sessions,
		wordings
	});
	const { sessions: all, leftOut } = sessions.finish();
	const { judged, notJudged } = judgeAll(all.filter(told), all, history, run.agreement);
	const again = new Set(judged.map(({ session }) => session.id));
	const together = [...report.sessions.filter(({ session }) => !again.has(session.id)), ...judged];
	report.sessions = byNeed(together, MOST_SESSIONS);
	report.sessionsLeftOut += together.length - report.sessions.length + notJudged + leftOut.sessions;
	report.unknownWordings.count += wordings.count;
	report.findings.push(...accessFindings(judged));
	const counts = `${report.accesses.count} provider accesses in ${judged.length} sessions`;
	parts.log.info(`${counts} among ${evidence.manifest.events.count} events`);
	if (wordings.count > 0) parts.log.info(`${wordings.count} texts have a wording that is not known`);
	return {
		sessions: all,
		sessionsSince: since,
		wordings: wordings.count > 0 ? wordings.toNdjson() : void 0
	};
}
/** @returns which sessions this run tells of. */
async function readEvidence({ settings, parts, plan, agreement, report }, evidence, comparison, into) {
	const { accesses } = report;
	const until = parts.clock.now() + CANCELLED_MS;
	const missing = typeof comparison === "object" ? comparison.missing : void 0;
	const due = plan.pieces.filter(({ why }) => why !== "overlap").map(({ span }) => span);
	const altered = new Set(typeof comparison === "object" ? comparison.altered.map(({ key }) => key) : []);
	const keys = /* @__PURE__ */ new Set();
	let index = -1;
	let undated = 0;
	try {
		for await (const event of evidence.events()) {
			index += 1;
			if (parts.cancelled.aborted && parts.clock.now() > until) break;
			into.wordings.add(event);
			if (!accessOf(event, settings.providerDomains)) continue;
			into.history.add(event, false);
			into.sessions.add(event);
			const { time } = event;
			const isNew = missing?.has(index) === true || altered.has(event.key);
			if (!(time === void 0 || due.some((span) => contains(span, time)) || isNew)) continue;
			if (keys.size < MOST_KEYS) keys.add(event.key);
			accesses.count += 1;
			if (time === void 0 && agreement && undated < MOST_UNDATED) {
				undated += 1;
				report.findings.push(undatedAccessFinding(event.key));
			}
			if (accesses.rows.length < LISTED) accesses.rows.push({
				time,
				...describe$1(event)
			});
		}
		accesses.whole = !parts.cancelled.aborted;
	} catch (error) {
		report.failures.push(`The provider accesses could not all be counted: ${messageOf(error)}`);
	}
	return ({ acts, first, last }) => acts.some(({ key }) => keys.has(key)) || keys.size === MOST_KEYS && due.some(({ from, to }) => first < to * 1e3 && last >= from * 1e3);
}

// src/collect.ts
/** Shares of the deadline by which each step must be done, so that what comes after it still has time. */
const CONSULTED_BY = .1;
const READ_BY = .7;
const COMPARED_BY = .8;
const PRESERVED_BY = .9;
/**
* One run: read what is due completely, hold it against what Elastic has, judge what the provider's staff did, keep all of it as
* evidence, add what is missing in Elastic, record what is covered, and report what differs. Nothing goes to Elastic before the
* evidence is kept.
* Never throws for the other sides' faults: each becomes a sentence in the report, and what comes later still runs if it
* is safe without.
* @throws SettingsError if the span that was asked for can't be one, or the approvals file has a mistake; nothing was sent by then.
*/
async function collect(settings, parts) {
	const { log, clock, cancelled } = parts;
	const by = (share, what) => untilShare(settings, share, what, cancelled);
	const signals = {
		consult: by(CONSULTED_BY, "asking Elastic"),
		read: by(READ_BY, "reading"),
		compare: by(COMPARED_BY, "comparing and reviewing"),
		preserve: by(PRESERVED_BY, "the upload"),
		rest: by(1, "the run")
	};
	const report = emptyReport(settings);
	report.agreement = await agree(settings, parts);
	makePlan(settings.time, clock.now(), void 0);
	const past = await log.group("Consult Elastic", () => consult(settings, parts, report, signals.consult));
	const plan = await log.group("Plan", () => planPieces(settings, parts, past, report, signals.read));
	const { agreement } = report;
	const run = {
		settings,
		parts,
		past,
		plan,
		agreement,
		report,
		readSpans: [],
		rejectedKeys: /* @__PURE__ */ new Set()
	};
	try {
		const closed = await log.group("Read Mimecast", () => read$1(run, signals.read));
		const comparison = await log.group("Compare", () => compareHeld(run, closed, signals.compare));
		const reviewed = await log.group("Review", () => review(run, closed, comparison, signals.compare));
		if (settings.issues) await log.group("Issues", () => acknowledge(run, signals.compare));
		const evidence = await log.group("Account", () => account(run, closed, reviewed));
		await log.group("Preserve", () => preserve(run, evidence, signals.preserve));
		if (settings.documents) await log.group("Documents", () => document(run, evidence, signals.rest));
		await log.group("Deliver to Elastic", () => deliver(run, evidence, comparison, signals.rest));
		await log.group("Record", () => record$1(run, evidence, signals.rest));
		await log.group("Findings", () => raise(run, evidence, signals.rest));
	} catch (error) {
		report.failures.push(messageOf(error));
	}
	await past.client?.close();
	report.cancelled = cancelled.aborted;
	return report;
}
async function planPieces(settings, parts, { coverage }, report, signal) {
	const { log, clock } = parts;
	const { categories, query } = settings;
	const { created, note } = await parts.created(settings, signal);
	const past = coverage && query === void 0 ? {
		coverage,
		categories
	} : void 0;
	const plan = makePlan(settings.time, clock.now(), past, created);
	const { asked, unreachable, lost, firstRun } = plan;
	const notes = note === void 0 ? plan.notes : [note, ...plan.notes];
	Object.assign(report, {
		window: asked,
		unreachable,
		lost: [...lost],
		firstRun,
		pieces: plan.pieces
	});
	report.notes.push(...notes);
	log.info(`Tenant ${settings.tenant}, ${formatSpan(asked)} (UTC), time zone ${settings.time.timeZone}`);
	for (const note of notes) log.info(note);
	for (const { span, why } of plan.pieces) log.info(`To read: ${formatSpan(span)} (${why})`);
	if (unreachable) log.warn(`${formatSpan(unreachable)} is more than 60 days ago: Mimecast no longer gives it out, so it is not read.`);
	return plan;
}
/** Aborts when that share of the deadline has passed, or the job is cancelled. */
function untilShare({ deadlineMs }, share, what, cancelled) {
	const ms = deadlineMs * share;
	return deadline(ms, `The time for ${what} (${Math.round(ms / 1e3)} s) was used up. Give more with the input deadline, or ask for a shorter span.`, cancelled);
}

// src/elastic/explain.ts
/** What the privileges of the daily key are, and where they stand in full. */
const KEY = "create_doc, auto_configure, read and view_index_metadata on logs-mimecast.*; docs/elasticsearch.md has the key to paste";
/** Turns whatever the client threw into one sentence that holds neither body nor header nor key. */
function explain(thrown, { stream, url, timedOut, timeoutMs }) {
	const place = `Elasticsearch at ${new URL(url).host}`;
	if (timedOut) return new ElasticError(`${place} did not answer within ${timeoutMs / 1e3} s.`, { code: "timeout" });
	const error = fieldsOf$2(thrown);
	const status = typeof error.statusCode === "number" ? error.statusCode : void 0;
	if (error.name === "ProductNotSupportedError") return new ElasticError(`${place} does not say that it is Elasticsearch. Check elastic-url.`, { code: "product" });
	if (status !== void 0 && status >= 300) {
		const code = nameOf$2(fieldsOf$2(fieldsOf$2(error.body).error).type);
		return new ElasticError(`${place} answered HTTP ${status}${code ? ` (${code})` : ""} for ${stream}. ${advice(status, code)}`, {
			status,
			code
		});
	}
	if (status !== void 0) return new ElasticError(`${place} gave an answer that is not whole JSON.`, { code: "network" });
	const code = networkCode(thrown);
	return new ElasticError(`${place} can't be reached${code ? ` (${code})` : ""}. ${networkAdvice(code)}`, { code: isCertificate(code) ? "tls" : code === "ENOTFOUND" ? "name" : "network" });
}
function advice(status, code) {
	switch (status) {
		case 401: return "The key or password is wrong, expired or revoked. Make a new one and put it into the secret.";
		case 403: return `The key may not do this. It needs ${KEY}.`;
		case 404: return code === "index_not_found_exception" ? "There is no such data stream and no index template that makes one. docs/elasticsearch.md has the template to paste." : "There is no Elasticsearch behind this address. Check elastic-url.";
		case 413: return "The request is too large for a proxy in front of it.";
		case 429: return "It is too busy. Start the run again later.";
		default: return status >= 500 ? "It is not healthy now. Start the run again later." : "Check elastic-url and the index template.";
	}
}
/** Node's code of a connection that failed, wherever the client has put it. */
function networkCode(thrown) {
	for (let at = thrown, depth = 0; depth < 5; depth += 1) {
		const fields = fieldsOf$2(at);
		if (typeof fields.code === "string" && /^[A-Z][A-Z0-9_]{1,60}$/.test(fields.code)) return fields.code;
		const message = typeof fields.message === "string" ? fields.message : "";
		if (/certificate|altnames/i.test(message.slice(0, 500))) return "CERTIFICATE";
		const named = /\b(E[A-Z]{4,20}|[A-Z]+(?:_[A-Z]+){2,6})\b/.exec(message.slice(0, 500));
		if (named?.[1]) return named[1];
		at = fields.cause;
	}
}
function isCertificate(code) {
	return code !== void 0 && /CERT|SIGNATURE|TLS|SSL/.test(code);
}
function networkAdvice(code) {
	if (isCertificate(code)) return "Its certificate is not trusted: give the authority in elastic-ca, or check elastic-url.";
	return "Check elastic-url, the network between this runner and it, and HTTPS_PROXY.";
}

// src/elastic/client.ts
/** All that is asked back of a bulk answer: without it, reading answers costs more than sending. */
const FILTER$1 = ["took", "errors"].concat([
	"status",
	"_id",
	"result",
	"failure_store",
	"error.type",
	"error.reason"
].map((name) => `items.*.${name}`)).join(",");
const pack = promisify(gzip);
/**
* A client for Elasticsearch 8.x, 9.x and Serverless. The package is loaded here and not before, since a run without
* Elastic has no use for it.
*/
async function createElastic(target, options) {
	const { Client: Elastic, HttpConnection, Transport } = await import("./elasticsearch.js");
	class PlainTransport extends Transport {
		constructor(given) {
			const { vendoredHeaders: _, ...plain } = given;
			super({
				...plain,
				openTelemetry: { enabled: false }
			});
		}
	}
	const proxy = options.proxyFor(target.url);
	const client = new Elastic({
		node: target.url,
		auth: target.auth.kind === "api-key" ? { apiKey: target.auth.encoded } : { ...target.auth },
		Transport: PlainTransport,
		Connection: HttpConnection,
		...proxy === void 0 ? {} : { proxy },
		...target.ca === void 0 ? {} : { tls: { ca: [...rootCertificates, target.ca] } },
		agent: {
			keepAlive: true,
			keepAliveMsecs: 1e3,
			maxSockets: 8,
			maxFreeSockets: 8
		},
		maxRetries: 0,
		enableMetaHeader: false,
		redaction: { type: "remove" }
	});
	/** One request, once; `place` is what an error's sentence names. */
	async function send(params, headers, place, signal) {
		const limit = AbortSignal.timeout(options.timeoutMs);
		try {
			const given = {
				headers,
				signal: AbortSignal.any([signal, limit]),
				meta: true
			};
			return (await client.transport.request(params, given)).body;
		} catch (error) {
			signal.throwIfAborted();
			throw explain(error, {
				stream: place,
				url: target.url,
				timedOut: limit.aborted,
				timeoutMs: options.timeoutMs
			});
		}
	}
	return {
		async bulk(stream, ndjson, signal) {
			const body = await pack(ndjson, {
				level: 1,
				chunkSize: 65536
			});
			const answer = await send({
				method: "POST",
				path: `/${stream}/_bulk`,
				bulkBody: body,
				querystring: {
					require_data_stream: true,
					include_source_on_error: false,
					filter_path: FILTER$1
				}
			}, { "content-encoding": "gzip" }, stream, signal);
			return readItems(answer, stream);
		},
		ask(method, path, body, signal) {
			const [place = "", query] = path.split("?");
			const content = typeof body === "string" ? { bulkBody: body } : body === void 0 ? {} : { body };
			return send({
				method,
				path: `/${place}`,
				...content,
				querystring: query ?? ""
			}, {}, place, signal);
		},
		close: () => client.close()
	};
}

// src/report/access-sentence.ts
/** Counts the sessions of a report by what became of them. */
function countSessions({ sessions, sessionsLeftOut }) {
	const of = (standing, verdict) => sessions.filter((one) => standingOf(one) === standing && (verdict === void 0 || one.verdict === verdict)).length;
	return {
		all: sessions.length + sessionsLeftOut,
		againstPolicy: of("open", "against-policy"),
		unexplained: of("open", "unexplained"),
		notJudged: of("not-judged"),
		explained: of("explained"),
		expected: of("expected"),
		leftOut: sessionsLeftOut
	};
}
/** Sessions that need a person, in a few words for a heading; nothing if none does. */
function accessesTitle(report) {
	const { againstPolicy, unexplained, notJudged } = countSessions(report);
	return [
		againstPolicy > 0 ? [`${formatCount$1(againstPolicy, "access", "accesses")} against the policy`] : [],
		unexplained > 0 ? [formatCount$1(unexplained, "unexplained access", "unexplained accesses")] : [],
		notJudged > 0 ? [`${formatCount$1(notJudged, "access session")} not judged`] : []
	].flat();
}
/**
* What is known of the provider's accesses, in one to three sentences without text of events. Says that there was none only
* where that was asked for and read to the end.
*/
function accessesSentence(report) {
	const { count, whole } = report.accesses;
	if (report.sessions.length + report.sessionsLeftOut > 0) return sessionsSentence(report);
	if (!report.read || !report.read.complete && report.read.unique === 0) return "Whether the provider was in the account is not known.";
	if (!report.read.complete || !whole) {
		if (count > 0) return `At least ${formatCount$1(count, "provider access", "provider accesses")}.`;
		return "No provider access so far, which proves nothing as not all was read or looked at.";
	}
	if (count > 0) return [`${formatCount$1(count, "provider access", "provider accesses")}.`, ...untimed(report)].join(" ");
	if (report.query !== void 0) return "No provider access among them, which proves nothing as query narrowed the read.";
	if (report.categories !== "all" && !report.categories.includes("mimecast_access_logs")) return `No provider access among them, which proves nothing as category ${ACCESS_CATEGORY} was not asked for.`;
	if (report.unreachable) return "No provider access in the part that Mimecast still gives out; nothing is known of the rest.";
	return "No provider access in this period: proven, the read was complete.";
}
/** Accesses whose time can't be read, among those that are listed: they belong to no session, so nobody judges them. */
function untimedOf({ accesses }) {
	return accesses.rows.filter(({ time }) => time === void 0).length;
}
function sessionsSentence(report) {
	const { sessions, read, accesses } = report;
	const counts = countSessions(report);
	const { named, unnamed } = personsOf(sessions);
	const least = read?.complete && accesses.whole ? "" : "At least ";
	const some = counts.leftOut > 0 ? "at least " : "";
	if (sessions.length === 0) return `${least}${formatCount$1(counts.all, "access session")}, left out of this report.`;
	const persons = named === 0 ? "somebody unnamed" : `${some}${formatCount$1(named, "person")}`;
	const also = named > 0 && unnamed ? " and somebody unnamed" : "";
	const who = `${least}${formatCount$1(counts.all, "access session")} by ${persons}${also}`;
	const judged = judgements(counts);
	return [
		`${who}${judged.length > 0 ? `: ${judged.join(", ")}.` : "; without an approvals file none is judged."}`,
		...content(sessions),
		...untimed(report)
	].join(" ");
}
/** In the words of the page's badges. Nothing if no session is judged and none is left out. */
function judgements(counts) {
	const { againstPolicy, unexplained, notJudged, explained, expected, leftOut } = counts;
	if (notJudged === counts.all) return [];
	return [
		againstPolicy > 0 ? [`${formatCount$1(againstPolicy)} against the policy`] : [],
		unexplained > 0 ? [`${formatCount$1(unexplained)} unexplained`] : [],
		notJudged > 0 ? [`${formatCount$1(notJudged)} not judged`] : [],
		explained > 0 ? [`${formatCount$1(explained)} explained afterwards`] : [],
		expected > 0 ? [`${formatCount$1(expected)} as agreed`] : [],
		leftOut > 0 ? [`${formatCount$1(leftOut)} left out`] : []
	].flat();
}
function content(sessions) {
	const acts = sessions.reduce((sum, { session }) => sum + session.contentActs, 0);
	return acts === 0 ? [] : [`The content of mail was seen or exported in ${formatCount$1(acts, "act")}.`];
}
function untimed(report) {
	const count = untimedOf(report);
	if (count === 0) return [];
	return [formatCount$1(count, "provider access has no readable time, so it belongs to no session and is not judged.", "provider accesses have no readable time, so they belong to no session and are not judged.")];
}

// src/report/comparison.ts
const WHY_LIMIT = 500;
/** What was compared and what differed, in a sentence or two; nothing where there is no Elastic, as the delivery says so. */
function comparisonSentences(report) {
	const { comparison, elastic } = report;
	if (!comparison || elastic?.state === "off") return [];
	if (comparison.state === "none") return [`Nothing was compared with what Elastic holds, so missing or changed events would not show: ${whyOf(comparison)}`];
	const { held, late, altered, vanished, withdrawn } = comparison;
	const changes = [
		vanished > 0 ? `${formatCount$1(vanished)} VANISHED` : [],
		altered > 0 ? `${formatCount$1(altered)} ALTERED` : [],
		late.count > 0 ? lateText(late) : [],
		withdrawn > 0 ? `${formatCount$1(withdrawn)} back that had vanished` : []
	].flat();
	const doubt = doubtOf(report);
	const more = doubt === void 0 ? "" : ` ${doubt}`;
	if (held === 0 && changes.length === 0) return ["Elastic held nothing of what was read, so there was nothing to compare."];
	const result = changes.length > 0 ? changes.join(", ") : noneOf(report, doubt);
	return [`Compared with ${formatCount$1(held, "event")} that Elastic held: ${result}.${more}`];
}
/** The same as counts, each of them, as Markdown for the table. */
function comparisonCell(report, comparison) {
	if (comparison.state === "none") return `nothing: ${escapeMarkdown(whyOf(comparison), SENTENCE_LIMIT$2)}`;
	const { held, late, altered, vanished, withdrawn } = comparison;
	const used = report.elastic?.state === "used" ? report.elastic : void 0;
	return [
		`${formatCount$1(held)} held`,
		used ? `${formatCount$1(Math.max(0, used.known - altered))} known` : [],
		used ? lateText(late) : "late not counted",
		`${formatCount$1(altered)} altered`,
		`${formatCount$1(vanished)} vanished`,
		`${formatCount$1(withdrawn)} withdrawn`
	].flat().join(", ");
}
function lateText({ count, maxSeconds }) {
	if (count === 0) return "0 late";
	const most = formatLength(maxSeconds);
	return `${formatCount$1(count)} late (${count === 1 ? `by ${most}` : `the latest by ${most}`})`;
}
/** Only what was really looked for. */
function noneOf({ elastic }, doubt) {
	return ["none altered", ...[...doubt === void 0 ? ["vanished"] : [], ...elastic?.state === "used" ? ["late"] : []]].join(", none ");
}
/** Why the absence of an event proved nothing, or not everywhere. */
function doubtOf({ query, firstRun, read }) {
	if (query !== void 0) return "Whether any vanished is not known, as query narrowed the read.";
	if (firstRun) return "Whether any vanished is not known, as nothing had been covered before.";
	if (!read?.complete) return "What vanished is only known where the read was complete.";
}
function whyOf({ why }) {
	const text = why.length > WHY_LIMIT ? `${why.slice(0, WHY_LIMIT)}…` : why;
	return /[.!?…]$/.test(text) ? text : `${text}.`;
}

// src/report/findings.ts
const SEVERITIES = [
	"high",
	"medium",
	"low"
];
/** So that a thousand findings of one kind hide no other kind. */
const SHOWN_OF_KIND = 10;
const SHOWN = 30;
/** UTF-16 units of one sentence. */
const FINDING_LIMIT = 600;
const NAMED_EVENTS = 3;
const NAME_LIMIT$7 = 100;
/** Findings that no session of the report tells: about the log and the collecting. Each once, most severe first. */
function aboutLog(report) {
	return ranked(report.findings).filter((finding) => !isTold(finding, report));
}
/** How many different findings there are. */
function countFindings(report) {
	return ranked(report.findings).length;
}
/** The findings in one sentence, for the verdict; nothing if there are none. */
function findingsSentences(report) {
	const all = ranked(report.findings);
	if (all.length === 0) return [];
	const own = aboutLog(report);
	const told = all.length - own.length;
	return [`Findings: ${[...countKinds(own), ...told > 0 ? [`${formatCount$1(told)} about the accesses`] : []].join(", ")}; ${newOf(report, all.length)}.`];
}
/**
* The findings as Markdown, most severe first: each a sentence, with the beginnings of the keys of its events. Those about
* accesses are shown by the table of sessions, and only counted here.
* @param room bytes; what has no room is counted.
*/
function findingsSection(report, room) {
	const all = ranked(report.findings);
	if (all.length === 0) return [];
	const own = aboutLog(report);
	const told = all.filter((finding) => !own.includes(finding));
	const { lines, hidden } = linesOf$3(own, room);
	if (hidden.length > 0) lines.push(`- **and ${formatCount$1(hidden.length)} more**: ${countKinds(hidden).map(plain$1).join(", ")}`);
	if (told.length > 0) {
		const kinds = countKinds(told).map(plain$1).join(", ");
		lines.push(`- **${own.length > 0 ? "and " : ""}${formatCount$1(told.length)} about the accesses**, told in the table of sessions: ${kinds}`);
	}
	return [
		`### Findings: ${formatCount$1(all.length)}, ${newOf(report, all.length)}`,
		lines.join("\n"),
		whereOf$1(report)
	];
}
/** So many of a kind, so many of all, and so many as have room. */
function linesOf$3(findings, room) {
	const ofKind = /* @__PURE__ */ new Map();
	const lines = [];
	const hidden = [];
	let left = room;
	for (const finding of findings) {
		const count = ofKind.get(finding.kind) ?? 0;
		const line = findingLine(finding);
		const size = Buffer.byteLength(line) + 1;
		if (count >= SHOWN_OF_KIND || lines.length >= SHOWN || size > left) {
			hidden.push(finding);
			continue;
		}
		ofKind.set(finding.kind, count + 1);
		left -= size;
		lines.push(line);
	}
	return {
		lines,
		hidden
	};
}
function isTold({ kind }, { sessions }) {
	return sessions.length > 0 && isAboutAccess(kind);
}
/** Each once, most severe first; of the same severity in the order in which they were found. */
function ranked(findings) {
	return [...new Map(findings.map((finding) => [JSON.stringify([finding.kind, finding.subject]), finding])).values()].toSorted((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
}
function newOf({ findingsRaised }, count) {
	const all = count === 1 ? "" : "all ";
	if (findingsRaised === 0) return `${all}raised before`;
	return findingsRaised >= count ? `${all}new` : `${formatCount$1(findingsRaised)} of them new`;
}
/** `2 vanished-event (high)` and so on, in the order of the findings. */
function countKinds(findings) {
	const counts = /* @__PURE__ */ new Map();
	for (const { kind, severity } of findings) {
		const name = `${kind} (${severity})`;
		counts.set(name, (counts.get(name) ?? 0) + 1);
	}
	return [...counts].map(([name, count]) => `${formatCount$1(count)} ${name}`);
}
function findingLine({ kind, severity, sentence, events }) {
	const keys = events.slice(0, NAMED_EVENTS).map((key) => codeMarkdown(key, 13));
	const hidden = events.length - keys.length;
	const named = keys.length > 0 ? ` Event ${keys.join(", ")}${hidden > 0 ? ` and ${formatCount$1(hidden)} more` : ""}.` : "";
	return `- **${plain$1(severity)}**, ${plain$1(kind)}: ${escapeMarkdown(sentence, FINDING_LIMIT)}${named}`;
}
function plain$1(text) {
	return escapeMarkdown(text, NAME_LIMIT$7);
}
function whereOf$1({ elastic, comparison, failures }) {
	if (elastic?.state !== "used") return "They stand here only: this run wrote nothing to Elastic.";
	const stream = elastic.stream.replace(".audit-", ".finding-");
	return `${comparison?.state === "done" && failures.length === 0 ? "Each" : "If it could be written, each"} is a document in ${codeMarkdown(stream, 200)}, with the whole key of its events (<code>_id</code> in ${codeMarkdown(elastic.stream, 200)}), its evidence and its run.`;
}

// src/report/holes.ts
/** GitHub starts a daily schedule late, or leaves out a day. */
const URGENT_DAYS = 2;
/** True if what earlier runs covered is known, so that the next one fills by itself what this one leaves open. */
function heals({ catchUp, firstRun, comparison, elastic }) {
	return catchUp && !firstRun && comparison?.state !== "none" && elastic?.state !== "off";
}
/** True if the next run of a daily schedule may come too late for one of the holes. */
function isUrgent({ holes }) {
	return holes.some(({ unrecoverableInDays }) => unrecoverableInDays < URGENT_DAYS);
}
/** The holes in one sentence; nothing if there are none. */
function holesSentences(report) {
	const [first] = byUrgency(report.holes);
	if (!first) return [];
	const count = formatCount$1(report.holes.length, "hole");
	if (report.holes.length === 1) return [`${count} is still open, ${urgency(first)}.`];
	return [`${count} are still open, the first ${urgency(first)}.`];
}
/** What to do about the holes; nothing if there are none. */
function holesAdvice(report) {
	const holes = holesSentences(report).map((sentence) => sentence.replace(/\.$/, ""));
	const byHand = "a run with catch-up fills what it can, or one by hand with start and end of each, the oldest first";
	const byItself = isUrgent(report) ? "do not wait for the schedule, run the workflow without start and end, which fills what it can (catch-up), the oldest first" : "the next run fills what it can by itself (catch-up), the oldest first";
	const advice = heals(report) ? byItself : byHand;
	return holes.map((sentence) => `${sentence}: ${advice}.`);
}
/** The countdown of the open holes, and those that are lost, as Markdown. */
function holesSection(report) {
	const { holes, lost, timeZone } = report;
	const sections = [];
	if (holes.length > 0) {
		const lines = byUrgency(holes).map((hole) => capital(`${holeText(hole.span, timeZone)}, ${urgency(hole)} (${formatSpan(hole.span)}).`));
		sections.push(`### Holes still open: ${formatCount$1(holes.length)}`, listMarkdown(lines));
	}
	if (lost.length > 0) {
		const lines = lost.map((span) => capital(`${holeText(span, timeZone)} (${formatSpan(span)}).`));
		sections.push(`### Holes that can not be filled any more: ${formatCount$1(lost.length)}`, listMarkdown(lines), "Mimecast gives out 60 days only. If an evidence artifact of that time exists, <code>command: restore</code> brings it to Elastic.");
	}
	return sections;
}
/** `hole of 3 h on 12 Oct`. */
function holeText(span, timeZone) {
	const days = formatDays(span, timeZone);
	return `hole of ${formatLength(span.to - span.from)} ${days.includes(" to ") ? "from" : "on"} ${days}`;
}
function urgency({ unrecoverableInDays }) {
	const days = Math.floor(unrecoverableInDays);
	return `unrecoverable ${days < 1 ? "within a day" : `in ${formatCount$1(days, "day")}`}`;
}
function byUrgency(holes) {
	return holes.toSorted((a, b) => a.unrecoverableInDays - b.unrecoverableInDays);
}
function capital(text) {
	return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}

// src/report/verdict.ts
const CAUSE_LIMIT = 500;
/** Judges a run by the rules of design section 8. */
function verdictOf(report) {
	const read = report.read?.complete === true;
	const kept = report.evidence !== void 0 && report.evidence.problem === void 0;
	const delivered = isDelivered(report.elastic);
	const unbroken = read && kept && delivered && report.failures.length === 0;
	const ok = unbroken && !report.cancelled;
	const title = titleOf$1(report, {
		read,
		kept,
		delivered,
		ok
	});
	const accesses = accessesSentence(report);
	const first = report.sessions.length + report.sessionsLeftOut > 0;
	const parts = [
		...first ? [accesses] : [],
		...findingsSentences(report),
		outcomeOf(report),
		evidenceOf$2(report),
		deliveryOf(report),
		...comparisonSentences(report),
		...firstOf(report),
		...first ? [] : [accesses],
		...causeOf(report)
	];
	const complete = unbroken && report.unreachable === void 0;
	return {
		ok,
		complete,
		findings: report.findingsRaised,
		calm: complete && isCalm(report),
		title,
		parts,
		sentence: `Mimecast audit of ${report.tenant}: ${title}. ${parts.join(" ")}`,
		unsafe: unsafeOf(report)
	};
}
function isCalm(report) {
	const { againstPolicy, unexplained, notJudged, leftOut } = countSessions(report);
	const unseen = report.sessions.length === 0 ? report.accesses.count : untimedOf(report);
	return againstPolicy + unexplained + notJudged + leftOut + unseen === 0 && report.findingsRaised === 0 && report.holes.length === 0;
}
function isDelivered(elastic) {
	if (elastic === void 0) return false;
	if (elastic.state !== "used") return true;
	return elastic.complete && elastic.problem === void 0 && elastic.rejected === 0 && missingOf(elastic) === 0;
}
/** Documents that are in none of the three counts. Not 0 in a run that calls itself complete is a fault of the count. */
function missingOf({ read, created, known, rejected }) {
	return read - created - known - rejected;
}
function titleOf$1(report, is) {
	const { holes } = report;
	const accesses = accessesTitle(report);
	const open = is.ok && holes.length > 0 ? [`${formatCount$1(holes.length, "hole")} still open`] : [];
	return [
		stateOf(report, is),
		...accesses,
		...newsOf(report, accesses.length > 0),
		...open
	].join(", ");
}
/** @param told the title says already what findings about accesses say. */
function newsOf(report, told) {
	const { findingsRaised } = report;
	const [all, other] = [countFindings(report), aboutLog(report).length];
	if (findingsRaised === 0 || told && other === 0 && all > 0) return [];
	if (told && other < all && findingsRaised >= all) return [formatCount$1(other, "other new finding")];
	return [formatCount$1(findingsRaised, "new finding")];
}
function stateOf(report, is) {
	if (report.cancelled) return "cancelled";
	if (!report.read) return "NOT read";
	if (!is.read) return "NOT completely read";
	if (!is.delivered) {
		const used = report.elastic?.state === "used" ? report.elastic : void 0;
		return used?.rejected && missingOf(used) === 0 ? "some documents rejected" : "NOT delivered to Elastic";
	}
	if (!is.kept) return "evidence NOT uploaded";
	if (!is.ok) return "failed";
	if (report.unreachable) return "complete as far as Mimecast reaches back";
	if (report.elastic?.state === "off") return "complete, evidence only";
	return report.elastic?.state === "dry-run" ? "complete, dry run" : "complete";
}
function outcomeOf(report) {
	const { read } = report;
	const reachable = reachableOf(report);
	const period = [reachable ? formatWindow(reachable, report.timeZone) : "the period", ...besides$1(report)].join(" plus ");
	if (!read) return `NOT read: reading ${period} from Mimecast came to no result.`;
	if (read.complete) return `Completely read: ${period} has ${read.events === 0 ? "no event" : formatCount$1(read.events, "event")}.`;
	return `NOT completely read: ${read.events === 0 ? "nothing" : `only ${formatCount$1(read.events, "event")}`} of ${period} came in.`;
}
/** What was to be read beside the window. */
function besides$1({ pieces }) {
	const filled = union(pieces.filter(({ why }) => why === "hole").map(({ span }) => span));
	const again = union(pieces.filter(({ why }) => why === "overlap").map(({ span }) => span));
	const length = (spans) => formatLength(spans.reduce((sum, { from, to }) => sum + to - from, 0));
	const parts = [again.length > 0 ? `${length(again)} of overlap` : [], filled.length > 0 ? `${formatCount$1(filled.length, "hole")} (${length(filled)})` : []].flat();
	return parts.length > 0 ? [parts.join(" and ")] : [];
}
/** The window without what Mimecast no longer gives out. */
function reachableOf({ window, unreachable }) {
	return window && {
		from: Math.max(window.from, unreachable?.to ?? window.from),
		to: window.to
	};
}
/** The notes of the plan tell the first date that can be asked for. */
function firstOf({ firstRun }) {
	if (!firstRun) return [];
	return ["First recorded run of this tenant, so there are no holes to fill yet: a run by hand with start and end reads what came before, up to 60 days back."];
}
function evidenceOf$2({ evidence }) {
	if (!evidence) return "Evidence: none.";
	if (evidence.artifact) return "Evidence: uploaded as an artifact.";
	return evidence.problem === void 0 ? "Evidence: in a folder on this machine." : "Evidence: NOT uploaded.";
}
function deliveryOf({ elastic }) {
	if (!elastic) return "The run ended before delivery to Elastic.";
	if (elastic.state === "off") return "Evidence only: no Elastic setting is given, so nothing was delivered.";
	if (elastic.state === "dry-run") return "Dry run: nothing was written to Elastic.";
	if (elastic.read === 0 && elastic.complete) return "There was nothing to deliver to Elastic.";
	const counts = `${formatCount$1(elastic.created)} new, ${formatCount$1(elastic.known)} there before`;
	const missing = missingOf(elastic);
	const whole = formatCount$1(elastic.read, "event");
	return `In Elastic: ${isDelivered(elastic) ? `all ${whole}` : `${formatCount$1(elastic.created + elastic.known)} of ${whole}`} (${counts}${elastic.rejected > 0 ? `, ${formatCount$1(elastic.rejected)} REJECTED` : ""}${missing !== 0 ? `, ${formatCount$1(missing)} NOT delivered` : ""}).`;
}
function causeOf({ failures, cancelled }) {
	const [first] = failures;
	if (first === void 0 || cancelled && first.includes("cancelled")) return [];
	return [`Cause: ${cut(first, CAUSE_LIMIT)}`];
}
function unsafeOf(report) {
	const { read, evidence, elastic, unreachable, failures } = report;
	const again = [];
	if (!read?.complete) {
		const partly = evidence && (read?.unique ?? 0) > 0;
		again.push(report.covered.length > 0 ? "Only what is recorded as covered is safe; what came in of the rest proves nothing." : `The period is not covered: ${partly ? "what came in of it proves nothing about the rest" : "nothing of it is proven"}.`);
	}
	if (!evidence) again.push("No evidence of this run was closed.");
	else if (evidence.problem !== void 0) again.push(`The only copy of the evidence is in ${evidence.folder} on the runner, and a hosted runner deletes it.`);
	again.push(...undelivered(report));
	const broken = again.length > 0;
	if (!broken && failures.length > 0) again.push("A step failed all the same, so the run does not count as complete.");
	const once = [];
	if (!broken && isUnrecorded(report)) once.push(`Not all that was read is recorded as covered, so it counts as a hole, which ${heals(report) ? "the next run fills by itself (catch-up)" : "a run by hand with start and end closes"}; events that are in Elastic already are recognised, not doubled.`);
	once.push(...broken && heals(report) ? holesSentences(report) : holesAdvice(report));
	if (evidence && !evidence.artifact && evidence.problem === void 0) once.push(`There is no artifact service here, so the only copy of the evidence is in ${evidence.folder}: copy it to a safe place.`);
	if (elastic?.state === "dry-run") once.push("Elastic has nothing of this run: run again without dry-run to deliver it.");
	if (unreachable) once.push(`${formatWindow(unreachable, report.timeZone)} is more than 60 days ago and Mimecast no longer gives it out: look for it in the artifacts of earlier runs and in Elastic.`);
	return [
		...again,
		...once,
		...again.length > 0 ? [rerunOf(report, broken)] : []
	];
}
function undelivered({ evidence, elastic, failures }) {
	if (!elastic) return failures.length > 0 ? ["Nothing of this run is in Elastic."] : [];
	if (elastic.state !== "used") return [];
	const sentences = [];
	const safe = evidence && evidence.problem === void 0;
	const missing = missingOf(elastic);
	if (missing > 0) sentences.push(`Elastic has not confirmed ${formatCount$1(missing, "event")}${safe ? "; the evidence has them, so nothing is lost" : ""}.`);
	else if (missing < 0) sentences.push("More documents were answered than sent, so the counts can not be trusted; each is in Elastic at most once.");
	else if (!elastic.complete || elastic.problem !== void 0) sentences.push("Elastic answered for every event, but the delivery did not end as it should.");
	if (elastic.rejected > 0) {
		const where = elastic.rejectedFile === void 0 ? "in the log" : `in their own artifact, or else in ${elastic.rejectedFile}`;
		sentences.push(`Elastic refused ${formatCount$1(elastic.rejected, "document")}${safe ? "; the evidence has the events" : ""}: the reasons, ${where}, name the mapping or the pipeline to correct.`);
	}
	return sentences;
}
/** True if all went well and yet the window is not recorded as covered, though it should be. */
function isUnrecorded(report) {
	const span = reachableOf(report);
	if (report.elastic?.state !== "used" || report.query !== void 0 || !span) return false;
	return holesIn(span, report.covered).length > 0;
}
/**
* How the rest gets read.
* @param broken something is missing. Else a step failed that only the same period brings about once more.
*/
function rerunOf(report, broken) {
	const span = reachableOf(report);
	if (broken && heals(report) && span) {
		const oldest = Math.min(span.from, ...report.holes.map((hole) => hole.span.from));
		const by = `if it starts before ${formatMoment(oldest + 60 * 86400)}, as Mimecast gives out 60 days only`;
		const known = "events that are in Elastic already are recognised, not doubled.";
		if (isUrgent(report)) return `${report.cancelled ? "Do" : "Once the cause is gone, do"} not wait for the schedule: run the workflow without start and end, which fills the rest by itself (catch-up), ${by}; ${known}`;
		return `${report.cancelled ? "There" : "Once the cause is gone there"} is nothing to do: the next run fills the rest by itself (catch-up), ${by}; ${known}`;
	}
	const start = report.cancelled ? "Run" : "Once the cause is gone, run";
	if (!span) return `${start} the workflow again.`;
	const by = report.unreachable ? "soon" : `before ${formatMoment(span.from + 60 * 86400)}`;
	return `${start} the workflow by hand with start ${formatMoment(span.from)} and end ${formatMoment(span.to)}, ${by}, as Mimecast gives out 60 days only; events that are in Elastic already are recognised, not doubled.`;
}

// src/report/outputs.ts
/** What a later step reads if the run ends before it knows better: nothing is there, nothing is complete. */
const DEFAULTS = {
	"window-start": "",
	"window-end": "",
	events: "0",
	"provider-accesses": "0",
	sessions: "0",
	unexplained: "0",
	"unknown-wordings": "0",
	indexed: "0",
	known: "0",
	rejected: "0",
	late: "0",
	holes: "0",
	findings: "0",
	complete: "false",
	"artifact-id": "",
	"artifact-url": "",
	"artifact-digest": "",
	"evidence-path": "",
	"report-path": "",
	"documents-path": "",
	"api-key": ""
};
/** Sets every output to its safe default. Comes first, so that a later step never reads a missing output as good news. */
function setDefaults(outputs) {
	setAll(DEFAULTS, outputs);
}
/** Sets every output to what the run found. Times are ISO 8601 in UTC, counts are decimal digits. */
function setOutputs(report, outputs) {
	const { window, read, evidence, comparison } = report;
	const elastic = report.elastic?.state === "used" ? report.elastic : void 0;
	setAll({
		"window-start": window ? formatMoment(window.from) : "",
		"window-end": window ? formatMoment(window.to) : "",
		events: String((read?.events ?? 0) + (read?.undated ?? 0)),
		"provider-accesses": String(report.accesses.count),
		sessions: String(report.sessions.length + report.sessionsLeftOut),
		unexplained: String(openOf(report.sessions)),
		"unknown-wordings": String(report.unknownWordings.count),
		indexed: String(elastic?.created ?? 0),
		known: String(elastic?.known ?? 0),
		rejected: String(elastic?.rejected ?? 0),
		late: String(comparison?.state === "done" ? comparison.late.count : 0),
		holes: String(report.holes.length),
		findings: String(report.findingsRaised),
		complete: String(verdictOf(report).complete),
		"artifact-id": evidence?.artifact?.id ?? "",
		"artifact-url": evidence?.artifact?.url ?? "",
		"artifact-digest": evidence?.artifact?.digest ?? "",
		"evidence-path": evidence?.folder ?? "",
		"report-path": report.reportFile ?? "",
		"documents-path": report.documentsFile ?? "",
		"api-key": ""
	}, outputs);
}
function setAll(values, outputs) {
	for (const [name, value] of Object.entries(values)) outputs.setOutput(name, value);
}

// src/report/approval-lines.ts
/**
* An address that means nothing but itself in YAML, in a fence of Markdown, and as a pattern of the approvals file: a person
* called `*@mimecast.com` must not end up as an approval of everybody.
*/
const PLAIN_ADDRESS = /^[A-Za-z0-9][A-Za-z0-9._+-]{0,63}@[A-Za-z0-9][A-Za-z0-9.-]{0,126}[A-Za-z0-9]$/;
/**
* An approval that explains a session, as YAML to be pasted into the approvals file (docs/approvals.md). What only a person
* knows is left blank, and a file with a blank is refused: nothing is approved by pasting alone.
* @returns undefined if no approval can explain it, or its person is not written as a plain address.
*/
function approvalLines({ session, ...rest }) {
	const { person, first, last, acts } = session;
	if (person === void 0 || !PLAIN_ADDRESS.test(person)) return void 0;
	if (acts.length < actsOf$2({
		session,
		...rest
	})) return void 0;
	return [
		"  - ticket:      # your ticket, or the case at the provider",
		`    person: "${person}"`,
		`    from: ${formatMoment(Math.floor(first / 1e3))}`,
		`    to: ${formatMoment(Math.floor(last / 1e3) + 1)}`,
		`    may: [${permissionsOf(session).join(", ")}]`,
		"    reason:      # CUSTOMER_INITIATED_SUPPORT, or another code of docs/approvals.md",
		"    agreed-by:   # who agreed"
	].join("\n");
}
/** The least that covers all acts. */
function permissionsOf({ acts }) {
	const content = acts.some((act) => act.content && act.kind !== "signed-in" && act.kind !== "signed-out");
	const has = (...kinds) => acts.some(({ kind }) => kinds.includes(kind));
	const may = [
		...has("seen") && !content ? ["see"] : [],
		...content ? ["content"] : [],
		...has("changed", "unknown") ? ["change"] : [],
		...has("exported") ? ["export"] : []
	];
	return may.length > 0 ? may : ["sign-in"];
}

// src/report/advice.ts
const NAMED_SESSIONS = 10;
/** What a person has to do about the sessions, as Markdown: a line each, and the approval to paste for the first one. */
function adviceOf(sessions, report) {
	const open = sessions.filter(({ judged }) => standingOf(judged) === "open");
	if (open.length === 0) return unjudged(report);
	const lines = open.slice(0, NAMED_SESSIONS).map((one) => `- **${one.name}** ${whatToDo(one, report)}`);
	const hidden = open.length - lines.length;
	if (hidden > 0) lines.push(`- and ${formatCount$1(hidden)} more in the same way`);
	return [
		"#### What needs a person",
		lines.join("\n"),
		"If nobody knows of an access, ask Mimecast, and keep the evidence of this run.",
		...pasteable(open)
	];
}
function whatToDo({ judged }, report) {
	const { session, verdict, broken } = judged;
	const reason = closing(report.issues?.links.get(session.id));
	const or = reason === void 0 ? "" : `, or ${reason}`;
	if (session.person === void 0) return `names nobody, so no approval can cover it: ask Mimecast who it was${or}.`;
	if (verdict === "against-policy") {
		const rules = [...new Set(broken.map(({ rule }) => rule))].filter((rule) => rule !== "ticket");
		if (rules.length === 0) return `did what always needs a ticket: find it and add its approval${or}.`;
		return `breaks the policy: find out who allowed it. If somebody did, add an approval with <code>waives: &#91;${rules.join(", ")}&#93;</code>${or}.`;
	}
	return `is not explained: find its ticket, then add an approval to the approvals file${or}.`;
}
function closing(url) {
	if (url === void 0) return void 0;
	return `close its ${linkMarkdown("issue", url)} with a comment that begins with <code>reason:</code>`;
}
function pasteable(open) {
	const unexplained = open.filter(({ judged }) => judged.verdict === "unexplained");
	for (const { name, judged } of unexplained) {
		const lines = approvalLines(judged);
		if (lines === void 0) continue;
		return [
			`If ${name} was agreed, fill in the blanks and add this to the list <code>approvals</code> of the approvals file:`,
			`\`\`\`yaml\n${lines}\n\`\`\``,
			"The next run that reads this time again judges it anew."
		];
	}
	return [];
}
function unjudged({ sessions }) {
	if (!sessions.some((one) => standingOf(one) === "not-judged")) return [];
	return ["Was each of them agreed? Look for the support case or the change that explains it. With an approvals file (input <code>approvals</code>) each run answers that by itself."];
}

// src/report/session-row.ts
const NAME_LIMIT$6 = 120;
const ADDRESS_LIMIT$1 = 60;
const REASON_LIMIT$1 = 200;
const SENTENCE_LIMIT = 300;
const NAMED_ADDRESSES = 3;
const NAMED_TICKETS = 3;
const NAMED_RULES = 6;
/** The word beside it says the same: colours are not for everyone. */
const ICONS = {
	open: "🔴",
	"not-judged": "🟡",
	explained: "🟢",
	expected: "🟢"
};
const FIRST_WORDS = {
	person: "person",
	network: "network",
	act: "kind of act"
};
/** Head of the table, in Markdown. @param zone harmless already. */
function tableHead(zone) {
	return `| verdict | when (${zone}) | who, from | what | why |\n|---|---|---|---|---|`;
}
/** One session as a row of the table: one line of Markdown, in which text from outside does nothing. */
function sessionRow(name, judged, report) {
	const { session } = judged;
	return `| ${[
		`**${name}** ${ICONS[standingOf(judged)]} ${verdictWords(judged)}`,
		whenCell(judged, report.timeZone),
		[session.person === void 0 ? "nobody is named" : codeMarkdown(session.person, NAME_LIMIT$6), someOf(session.addresses, NAMED_ADDRESSES, ADDRESS_LIMIT$1) ?? "no address"].join("<br>"),
		whatCell(judged),
		whyCell(judged, report)
	].join(" | ")} |`;
}
/** What became of it, as the page says it. */
function verdictWords(judged) {
	return standingOf(judged) === "explained" ? "Explained afterwards" : VERDICT_WORDS[judged.verdict];
}
/** First to last act on the clock of the time zone; the day and the offset once where they are the same. */
function whenCell({ session: { first, last, wholeBeginning } }, timeZone) {
	const [from, to] = [first, last].map((time) => formatTime(time, timeZone));
	const span = from.slice(0, 10) === to.slice(0, 10) && from.slice(19) === to.slice(19) ? `${from.slice(0, 19)} to ${to.slice(11)}` : `${from} to ${to}`;
	return [...first === last ? [from, "one moment"] : [span, formatLength((last - first) / 1e3)], ...wholeBeginning ? [] : ["may have begun earlier"]].join("<br>");
}
function whatCell({ session: { counts, contentActs } }) {
	const kinds = KINDS$2.filter((kind) => counts[kind] > 0).map((kind) => `${formatCount$1(counts[kind])} ${KIND_WORDS[kind]}`);
	const content = contentActs > 0 ? [`**content of mail** in ${formatCount$1(contentActs, "act")}`] : [];
	return [kinds.join(", ") || "nothing", ...content].join("<br>");
}
/** Why it has its verdict, and what is new in it. */
function whyCell(judged, report) {
	const { firsts, acknowledged, session, verdict } = judged;
	const word = acknowledged && [`${linkMarkdown("explained", acknowledged.url)} by ${codeMarkdown(acknowledged.by, NAME_LIMIT$6)}: ${escapeMarkdown(acknowledged.reason, REASON_LIMIT$1)}`];
	const seen = [...new Set(firsts)].map((first) => FIRST_WORDS[first]);
	const issue = report.issues?.links.get(session.id);
	return [
		...word ?? [],
		...verdict === "not-judged" ? ["no approvals file"] : [],
		...rulesOf(judged),
		...approvalsOf(judged),
		...seen.length > 0 ? [`**not seen before**: ${seen.join(", ")}`] : [],
		...issue === void 0 ? [] : [linkMarkdown("issue", issue)]
	].join("<br>");
}
function rulesOf({ broken }) {
	const shown = broken.slice(0, NAMED_RULES).map(({ rule, sentence }) => `**${RULE_WORDS[rule]}**: ${escapeMarkdown(sentence, SENTENCE_LIMIT)}`);
	return [...shown, ...moreOf$1(broken.length - shown.length)];
}
function approvalsOf(judged) {
	const { verdict, unapproved, approvedBy } = judged;
	if (verdict === "not-judged") return [];
	const all = actsOf$2(judged);
	const named = someOf([...new Set(approvedBy.map(({ approval }) => approval.ticket))], NAMED_TICKETS, NAME_LIMIT$6);
	const which = named === void 0 ? [] : [`approved: ${named}`];
	if (unapproved === 0) return which;
	return [unapproved >= all ? "no approval" : `**no approval for ${formatCount$1(unapproved)} of ${formatCount$1(all, "act")}**`, ...which];
}
/** The first of several texts from outside, and how many there are besides; undefined if there is none. */
function someOf(texts, most, limit) {
	if (texts.length === 0) return void 0;
	const shown = texts.slice(0, most).map((text) => codeMarkdown(text, limit));
	return [...shown, ...moreOf$1(texts.length - shown.length)].join("<br>");
}
function moreOf$1(count) {
	return count > 0 ? [`and ${formatCount$1(count)} more`] : [];
}

// src/report/timeline.ts
/** One bar says no more than its row; of more than these none can be told from the next. */
const FEWEST = 2;
const MOST$1 = 12;
const LONGEST_MS = 1728e5;
const MINUTE_MS = 6e4;
/** Short, as Mermaid writes them where the first bars may be. */
const SECTIONS = {
	open: {
		title: "Open",
		tag: "crit, "
	},
	"not-judged": {
		title: "Not judged",
		tag: "active, "
	},
	explained: {
		title: "Explained",
		tag: "done, "
	},
	expected: {
		title: "As agreed",
		tag: "done, "
	}
};
/**
* The sessions of a day as a Mermaid chart, where it helps: 2 to 12 of them within 48 hours. Nothing in it comes from outside.
* The times are written as the clock of the time zone shows them, and Mermaid shows them as written
* (https://mermaid.js.org/syntax/gantt.html), so there is none over a change of the clock.
* @param bars in the order of the table.
*/
function timeline(bars, timeZone) {
	if (bars.length < FEWEST || bars.length > MOST$1) return [];
	const begin = Math.min(...bars.map(({ first }) => first));
	const end = Math.max(...bars.map(({ last }) => last));
	if (end - begin > LONGEST_MS) return [];
	if (new Set(bars.flatMap(({ first, last }) => [first, last].map((ms) => formatTime(ms, timeZone).slice(19)))).size > 1) return [];
	const head = [
		"gantt",
		"    dateFormat YYYY-MM-DD HH:mm",
		`    axisFormat ${formatTime(begin, timeZone).slice(0, 10) === formatTime(end, timeZone).slice(0, 10) ? "" : "%d "}%H:%M`,
		"    todayMarker off"
	];
	let section;
	const lines = bars.flatMap((bar) => {
		const { title, tag } = SECTIONS[bar.standing];
		const before = bar.standing === section ? [] : [`    section ${title}`];
		section = bar.standing;
		return [...before, `    ${bar.name} :${tag}${minute(bar.first, timeZone)}, ${minute(endOf(bar), timeZone)}`];
	});
	return [[
		"```mermaid",
		...head,
		...lines,
		"```"
	].join("\n")];
}
/** The minute after the last act, so that a bar is never without a length. */
function endOf({ last }) {
	return Math.floor(last / MINUTE_MS) * MINUTE_MS + MINUTE_MS;
}
function minute(ms, timeZone) {
	return formatTime(ms, timeZone).slice(0, 16);
}

// src/report/sessions.ts
const ZONE_LIMIT = 200;
/** A longer table is no longer read, and `access.html` has them all. */
const MOST_ROWS = 200;
/** Bytes of heading, advice and chart: all of ours, and so of bounded length. */
const AROUND = 2e4;
/** The sessions in the order of the table: those that need a person first, then by time; S1, S2 and so on. */
function namedSessions({ sessions }) {
	const rank = (judged) => STANDINGS.indexOf(standingOf(judged));
	return sessions.toSorted((a, b) => rank(a) - rank(b) || a.session.first - b.session.first).map((judged, index) => ({
		name: `S${index + 1}`,
		judged
	}));
}
/** How many of the sessions a person must look at: open ones, and those that nobody judged. */
function urgentOf(sessions) {
	return sessions.filter(({ judged }) => ["open", "not-judged"].includes(standingOf(judged))).length;
}
/**
* The first rows of the table that fit.
* @param room bytes for them and for what stands around them.
*/
function sessionRows(sessions, report, room) {
	const rows = [];
	let bytes = AROUND;
	for (const { name, judged } of sessions.slice(0, MOST_ROWS)) {
		const row = sessionRow(name, judged, report);
		const size = Buffer.byteLength(row) + 1;
		if (bytes + size > room) break;
		bytes += size;
		rows.push(row);
	}
	return {
		rows,
		bytes
	};
}
/** The section: the table, what a person has to do, and a chart of the day where it helps. Nothing if there is no session. */
function sessionsSection(sessions, { rows }, report) {
	const count = sessions.length + report.sessionsLeftOut;
	if (count === 0) return [];
	const open = openOf(sessions.map(({ judged }) => judged));
	const least = report.read?.complete && report.accesses.whole ? "" : "at least ";
	const need = open > 0 ? `, ${open === count ? open === 1 ? "which needs" : "which all need" : `${formatCount$1(open)} of them ${open === 1 ? "needs" : "need"}`} a person` : "";
	const zone = escapeMarkdown(report.timeZone, ZONE_LIMIT);
	const table = [tableHead(zone), ...rows].join("\n");
	const bars = sessions.map(({ name, judged }) => ({
		name,
		standing: standingOf(judged),
		...timesOf(judged)
	}));
	const chart = report.sessionsLeftOut === 0 ? timeline(bars, report.timeZone) : [];
	return [
		`### Access sessions: ${least}${formatCount$1(count)}${need}`,
		...rows.length > 0 ? [table] : [],
		...hiddenOf(sessions.slice(rows.length), report),
		...earlier$1(report),
		...issues(report),
		...adviceOf(sessions, report),
		...chart.length > 0 ? [`The sessions on the clock of ${zone}:`, ...chart] : []
	];
}
function timesOf({ session: { first, last } }) {
	return {
		first,
		last
	};
}
/** What the table has no room for: by what became of it. */
function hiddenOf(hidden, report) {
	const { sessionsLeftOut } = report;
	const where = report.reportFile === void 0 ? "" : ` <code>access.html</code> in the evidence has them.`;
	const open = openOf(hidden.map(({ judged }) => judged));
	const need = open > 0 ? `, **${formatCount$1(open)} of which ${open === 1 ? "needs" : "need"} a person**` : "";
	return [...hidden.length > 0 ? [`**${formatCount$1(hidden.length, "more session is", "more sessions are")} not shown**${need}.${where}`] : [], ...sessionsLeftOut > 0 ? [`**${formatCount$1(sessionsLeftOut, "session is", "sessions are")} in no list of this run**, as there are too many; their events are in <code>events.ndjson</code>.`] : []];
}
/** Holes that were filled and events that came late bring sessions of earlier days. */
function earlier$1({ sessions, window }) {
	const before = sessions.filter(({ session }) => window && session.last < window.from * 1e3).length;
	if (before === 0) return [];
	return [`${formatCount$1(before)} of them ${before === 1 ? "is" : "are"} older than the period: from holes that were filled, or from events that came late.`];
}
function issues({ issues: kept }) {
	if (!kept || kept.opened + kept.updated === 0) return [];
	return [`Issues of these sessions: ${formatCount$1(kept.opened)} opened, ${formatCount$1(kept.updated)} updated.`];
}

// src/report/retrospect.ts
const NAME_LIMIT$5 = 200;
/** Bytes; the runner drops a summary over 1 MiB whole. */
const SESSIONS_LIMIT = 8e5;
/** The outputs of `command: report`; those that have no meaning for it keep their defaults. @param accesses how many there are. */
function retrospectOutputs(account, kept, accesses) {
	const { period, sessions, sessionsLeftOut, completeness } = account;
	const { file, artifact, failures } = kept;
	return [
		["window-start", formatMoment(period.from)],
		["window-end", formatMoment(period.to)],
		["events", String(completeness.events)],
		["provider-accesses", String(accesses)],
		["sessions", String(sessions.length + sessionsLeftOut)],
		["unexplained", String(openOf(sessions))],
		["findings", String(account.findings.length)],
		["complete", String(verdictOfAccount(account).proven && failures.length === 0)],
		["report-path", file ?? ""],
		["artifact-id", artifact?.id ?? ""],
		["artifact-url", artifact?.url ?? ""],
		["artifact-digest", artifact?.digest ?? ""]
	];
}
/** `command: report` as GitHub Markdown: the verdict, the sessions, and where the whole of it is. Text from outside is escaped. */
function renderRetrospect(account, kept) {
	const { title, sentence, more, state } = verdictOfAccount(account);
	return `${[
		`## ${kept.failures.length > 0 ? "❌" : state === "calm" ? "✅" : "⚠️"} Provider access to ${escapeMarkdown(account.tenant, NAME_LIMIT$5)}, ${escapeMarkdown(spanName(account.period, account.timeZone), NAME_LIMIT$5)}: ${title}`,
		listMarkdown([
			sentence,
			...more,
			...kept.failures.map((failure) => `Failed: ${failure}`)
		]),
		...sessionsOf(account),
		["### The report", whereOf(kept)].join("\n\n")
	].join("\n\n")}\n`;
}
/** The table of a run's summary, over the sessions of the whole period. */
function sessionsOf(account) {
	const { tenant, timeZone, categories, sessions, sessionsLeftOut } = account;
	const report = {
		...emptyReport({
			tenant,
			time: { timeZone },
			categories,
			dryRun: false
		}),
		sessions: [...sessions],
		sessionsLeftOut,
		accesses: {
			count: sessions.length,
			rows: [],
			whole: verdictOfAccount(account).proven
		}
	};
	const named = namedSessions(report);
	return sessionsSection(named, sessionRows(named, report, SESSIONS_LIMIT), report);
}
function whereOf({ file, artifact }) {
	const lines = [];
	if (artifact) {
		const { url, name, digest } = artifact;
		const isPlain = url !== void 0 && /^https:\/\/[\w.:/%?=&-]+$/.test(url);
		const label = escapeMarkdown(name, NAME_LIMIT$5);
		lines.push(`- Artifact ${isPlain ? `[${label}](${url})` : `<code>${label}</code>`}`);
		if (digest !== void 0) lines.push(`- SHA-256 of the zip file: ${codeMarkdown(digest, NAME_LIMIT$5)}`);
	}
	if (file !== void 0) lines.push(`- Page ${codeMarkdown(file, SENTENCE_LIMIT$2)}, with access.csv and access.json beside it`);
	return lines.join("\n");
}

// src/report/setup.ts
const NAME_LIMIT$4 = 300;
const ACTIONS = [
	"created",
	"updated",
	"removed",
	"unchanged",
	"skipped",
	"refused"
];
/** What a set-up did, in one sentence: `2 created, 8 unchanged.` */
function setupSentence({ changes, failures, dryRun }) {
	const counts = ACTIONS.flatMap((action) => {
		const count = changes.filter((change) => change.action === action).length;
		return count === 0 ? [] : [`${formatCount$1(count)} ${action}`];
	});
	const done = counts.length === 0 ? "nothing to do" : counts.join(", ");
	const failed = failures.length === 0 ? "" : ` It did not come to its end: ${failures.join(" ")}`;
	return `${dryRun ? "Dry run, nothing was sent. The set-up would be" : "Set-up"}: ${done}.${failed}`;
}
/** A set-up as GitHub Markdown. Text from outside is escaped; a key that was made is not in it. */
function renderSetup(report) {
	const { failures, warnings, changes, keyRequest, remove, host, namespace, dryRun, key } = report;
	return `${[
		`## ${failures.length > 0 ? "❌" : warnings.length > 0 ? "⚠️" : "✅"} ${`${remove ? "Removal of the set-up" : "Set-up"} in Elasticsearch${dryRun ? " (dry run)" : ""}`}`,
		`${codeMarkdown(host, NAME_LIMIT$4)}, namespace ${codeMarkdown(namespace, NAME_LIMIT$4)}. ${escapeMarkdown(setupSentence({
			...report,
			failures: []
		}), SENTENCE_LIMIT$2)}`,
		...failures.length > 0 ? [`**What went wrong**\n\n${listMarkdown(failures)}`] : [],
		...warnings.length > 0 ? [`**What to know**\n\n${listMarkdown(warnings)}`] : [],
		...changes.length > 0 ? [table(changes)] : [],
		...key === void 0 ? [] : ["The key of the daily run is in the output `api-key`: store it as a secret at once."],
		...keyRequest === void 0 ? [] : [keySection(keyRequest)]
	].join("\n\n")}\n`;
}
function table(changes) {
	return [
		"| what | | |",
		"| --- | --- | --- |",
		...changes.map(({ name, action, note }) => `| ${codeMarkdown(name, NAME_LIMIT$4)} | ${action} | ${note === void 0 ? "" : escapeMarkdown(note, SENTENCE_LIMIT$2)} |`)
	].join("\n");
}
/** The request in a block of its own, in which Markdown means nothing. */
function keySection(request) {
	return [
		"<details><summary>The key of the daily run, to be made by hand</summary>",
		`<pre>POST /_security/api_key\n${JSON.stringify(request, void 0, 2).split("\n").map((line) => escapeMarkdown(line, SENTENCE_LIMIT$2)).join("\n")}</pre>`,
		"</details>"
	].join("\n\n");
}

// src/report/access-table.ts
const NAME_LIMIT$3 = 200;
const ADDRESS_LIMIT = 100;
const WHAT_LIMIT = 300;
/** Finds in events.ndjson what this Action calls a provider access. */
const ACCESS_FILTER = `jq -c 'objects | select(.category == "mimecast_access_logs" or (.user | strings | test("@mimecast[.](com|local)$"; "i")))' events.ndjson`;
/**
* Each provider access as a row, oldest first. Folded where the sessions above say the main thing.
* @param room bytes; rows that have none are counted.
*/
function accessTable(report, room) {
	const { count, rows } = report.accesses;
	if (count === 0) return [];
	const folded = report.sessions.length > 0;
	const head = `| when (${escapeMarkdown(report.timeZone, NAME_LIMIT$3)}) | who | from | what |\n|---|---|---|---|`;
	let left = room - 2e3;
	const shown = [];
	for (const row of rows) {
		const line = accessLine(row, report.timeZone);
		left -= Buffer.byteLength(line) + 1;
		if (left < 0) break;
		shown.push(line);
	}
	const title = `${report.read?.complete ? "" : "at least "}${formatCount$1(count)}`;
	const sections = folded ? [`<details>\n<summary>Provider accesses one by one: ${title}</summary>`] : [`### Provider accesses: ${title}`];
	sections.push([head, ...shown].join("\n"), ...earlier(report));
	if (!folded) sections.push("Was each of them agreed? Look for the support case or the change that explains it.");
	if (shown.length < count) {
		const hidden = formatCount$1(count - shown.length, "more provider access is", "more provider accesses are");
		sections.push(`**${hidden} not shown**: the table ends with the oldest ${formatCount$1(shown.length)}. All are in ${whereIs(report)}:`, `\`\`\`sh\n${ACCESS_FILTER}\n\`\`\``);
	}
	return folded ? [...sections, "</details>"] : sections;
}
/** The overlap brings back what an earlier summary has shown; a hole what none has. */
function earlier({ accesses: { count, rows }, window }) {
	const before = rows.filter(({ time }) => window && time !== void 0 && time < window.from * 1e3).length;
	if (before === 0) return [];
	return [`${count === rows.length ? formatCount$1(before) : `At least ${formatCount$1(before)}`} of them ${before === 1 ? "is" : "are"} older than the period: from what was read again, or from holes that were filled.`];
}
function accessLine({ time, who, from, what }, timeZone) {
	return `| ${[
		time === void 0 ? "no readable time" : formatTime(time, timeZone),
		who === void 0 ? "not named" : codeMarkdown(who, NAME_LIMIT$3),
		from === void 0 ? "not named" : codeMarkdown(from, ADDRESS_LIMIT),
		what === void 0 ? "not named" : codeMarkdown(what, WHAT_LIMIT)
	].join(" | ")} |`;
}
function whereIs({ evidence: kept }) {
	if (kept?.artifact) return "<code>events.ndjson</code> in the artifact";
	return "<code>events.ndjson</code> in the evidence folder";
}

// src/report/summary.ts
/** Bytes of UTF-8. The runner drops a summary over 1 MiB whole (actions/runner, FileCommandManager.cs). */
const SUMMARY_LIMIT = 9e5;
const NAME_LIMIT$2 = 200;
/** Spans that one cell names. */
const NAMED_SPANS = 5;
/** Bytes around the lines of findings. */
const FINDINGS_AROUND = 1e4;
/** Rows that push the rest of the summary off the screen. */
const LONG_TABLE = 20;
const BELOW = "What is not safe yet, and what to do, stands at the end, below the table.";
/** Makes the lines for sha256sum from the manifest. */
const FILES_CHECK = `jq -r '(.pages[], .reports[] | [.sha256, .file]), [.events.sha256, "events.ndjson"] | join("  ")' manifest.json | sha256sum --check`;
/**
* Appends the summary to the file that the runner names.
* @returns false where there is none, outside GitHub Actions.
* @throws Error if the file can't be written.
*/
async function writeSummary(report, env) {
	const file = env.GITHUB_STEP_SUMMARY;
	if (!file) return false;
	await appendFile(file, renderSummary(report));
	return true;
}
/**
* The run as GitHub Markdown, under 900 kB whatever the report holds. What has no room is counted, and gives way in this
* order: single accesses, sessions that need nobody, findings, sessions that need a person.
* Text from outside is escaped. Of ordinary users' events there are counts only.
*/
function renderSummary(report) {
	const { ok, calm, title, parts, unsafe } = verdictOf(report);
	const heading = `## ${ok ? calm ? "✅" : "⚠️" : "❌"} Mimecast audit of ${escapeMarkdown(report.tenant, NAME_LIMIT$2)}: ${title}`;
	const sessions = namedSessions(report);
	const rows = sessions.length > 0 ? sessions.length : report.accesses.rows.length;
	const below = unsafe.length > 0 && rows > LONG_TABLE ? [BELOW] : [];
	const head = [heading, listMarkdown([
		...parts,
		...below,
		...furtherFailures(report)
	])];
	const holes = holesSection(report);
	const tail = [
		...facts(report),
		...evidence(report),
		...remaining(unsafe)
	];
	let room = SUMMARY_LIMIT - sizeOf([
		...head,
		...holes,
		...tail
	]);
	const urgent = sessionRows(sessions.slice(0, urgentOf(sessions)), report, room);
	const findings = findingsSection(report, room - urgent.bytes - FINDINGS_AROUND);
	room -= sizeOf(findings);
	const section = sessionsSection(sessions, sessionRows(sessions, report, room), report);
	room -= sizeOf(section);
	const accesses = accessTable(report, room);
	const told = sessions.length > 0 ? [
		...section,
		...accesses,
		...findings,
		...holes
	] : [
		...section,
		...findings,
		...holes,
		...accesses
	];
	return `${[
		...head,
		...told,
		...tail
	].join("\n\n")}\n`;
}
function sizeOf(sections) {
	return sections.reduce((bytes, section) => bytes + Buffer.byteLength(section) + 2, 0);
}
/** The first failure stands in the verdict. */
function furtherFailures({ failures }) {
	return [...new Set(failures)].slice(1).map((failure) => `Also: ${failure}`);
}
/** Window and counts. */
function facts(report) {
	const { window, unreachable, read, elastic, categories } = report;
	const rows = [["Tenant", codeMarkdown(report.tenant, NAME_LIMIT$2)]];
	if (window) rows.push(["Period", `${formatWindow(window, report.timeZone)} (${escapeMarkdown(report.timeZone, NAME_LIMIT$2)})<br>${formatSpan(window)}`]);
	if (unreachable) rows.push(["Of it out of reach", formatWindow(unreachable, report.timeZone)]);
	rows.push(["Categories", categories === "all" ? "all" : codeMarkdown(categories.join(", "), SENTENCE_LIMIT$2)]);
	const extra = spansCell(report, report.pieces.filter(isExtra).map(({ span }) => span));
	if (extra !== void 0) rows.push(["Read besides (overlap, holes)", extra]);
	if (report.query !== void 0) rows.push(["Narrowed by", "a query"]);
	if (read) rows.push(["Read to its end", read.complete ? "yes" : `**no**: ${escapeMarkdown(read.reasons.slice(0, 3).join(" ") || "see above", SENTENCE_LIMIT$2)}`], [report.pieces.some(isExtra) ? "Events in these spans" : "Events in the period", formatCount$1(read.events)], ["Provider accesses", formatCount$1(report.accesses.count)], ...sessionsFact(report), ["Also received", besides(read, report)], ["Read from Mimecast", `${formatCount$1(read.pages, "page")}, ${formatCount$1(read.requests, "request")}`]);
	rows.push(["Elastic", elasticCell(elastic)]);
	if (elastic?.state !== "off" && report.comparison) rows.push(["Compared", comparisonCell(report, report.comparison)]);
	if (elastic?.state === "used") rows.push(["Recorded as covered", coveredCell(report)]);
	return [
		"### Period and counts",
		[
			"| | |",
			"|---|---|",
			...rows.map(([name, value]) => `| ${name} | ${value} |`)
		].join("\n"),
		...report.notes.length > 0 ? [listMarkdown(report.notes)] : [],
		...wordings(report)
	];
}
function wordings({ unknownWordings: { count, file } }) {
	if (count === 0) return [];
	const kept = "kept, delivered and counted all the same, but what was done is not told from it";
	const them = count === 1 ? "it" : "them";
	const sent = file === void 0 ? "" : ` <code>unknown-wordings.ndjson</code> in the evidence has ${them} with names and values masked: please send it in, so that the next version knows ${them}.`;
	return [`${formatCount$1(count, "event has", "events have")} a wording that this version does not know: ${kept}.${sent}`];
}
function sessionsFact({ sessions, sessionsLeftOut }) {
	const count = sessions.length + sessionsLeftOut;
	return count === 0 ? [] : [["Access sessions", formatCount$1(count)]];
}
/** What is read besides the period. */
function isExtra({ why }) {
	return why === "overlap" || why === "hole";
}
function coveredCell(report) {
	if (report.query !== void 0) return "nothing: a run with a query sees a part only";
	return spansCell(report, report.covered) ?? "**nothing**";
}
function spansCell({ timeZone }, spans) {
	const whole = union(spans);
	if (whole.length === 0) return void 0;
	const length = formatLength(whole.reduce((sum, { from, to }) => sum + to - from, 0));
	const named = whole.slice(0, NAMED_SPANS).map((span) => formatWindow(span, timeZone));
	const hidden = whole.length - named.length;
	return [
		`${length}:`,
		...named,
		...hidden > 0 ? [`and ${formatCount$1(hidden, "more span", "more spans")}`] : []
	].join("<br>");
}
function besides({ outside, undated, duplicates }, { pieces }) {
	const place = pieces.some(isExtra) ? "of them" : "the period";
	return [
		outside > 0 ? `${formatCount$1(outside, "event")} outside ${place}` : [],
		undated > 0 ? `${formatCount$1(undated, "event")} without a readable time` : [],
		duplicates > 0 ? formatCount$1(duplicates, "duplicate") : []
	].flat().join(", ") || "nothing";
}
function elasticCell(elastic) {
	if (!elastic) return "not reached";
	if (elastic.state === "off") return "not set up: evidence only";
	if (elastic.state === "dry-run") return "nothing written: dry run";
	const { created, known, rejected, read, stream } = elastic;
	return `${formatCount$1(created)} new, ${formatCount$1(known)} there before, ${formatCount$1(rejected)} rejected, of ${formatCount$1(read)}; ${codeMarkdown(stream, NAME_LIMIT$2)}`;
}
function evidence(report) {
	const { evidence: kept } = report;
	if (!kept) return [];
	const lines = [];
	if (kept.artifact) {
		lines.push(`- Artifact ${artifactLink(kept.artifact)}, id ${codeMarkdown(kept.artifact.id, NAME_LIMIT$2)}`);
		if (kept.artifact.digest !== void 0) lines.push(`- SHA-256 of the zip file: ${codeMarkdown(kept.artifact.digest, NAME_LIMIT$2)}`);
	} else {
		if (kept.problem !== void 0) lines.push(`- **Not uploaded**: ${escapeMarkdown(kept.problem, SENTENCE_LIMIT$2)}`);
		lines.push(`- Folder ${codeMarkdown(kept.folder, SENTENCE_LIMIT$2)}`);
	}
	if (report.reportFile !== void 0) lines.push("- In it: <code>access.html</code>, the accesses as a page for people; <code>access.csv</code> and <code>access.json</code>, the same for auditors");
	lines.push(`- SHA-256 of manifest.json: ${codeMarkdown(kept.manifestHash, NAME_LIMIT$2)}`);
	const check = ["To check it: unpack it and run this there. The first line prints the hash of the manifest, the second OK for each file.", block(`sha256sum manifest.json\n${FILES_CHECK}`)];
	return [
		"### Evidence",
		lines.join("\n"),
		...check
	];
}
function remaining(unsafe) {
	return unsafe.length > 0 ? ["### Not safe yet, and what to do", listMarkdown(unsafe)] : ["### Not safe yet", "Nothing: all that was asked for is safe."];
}
function block(commands) {
	return `\`\`\`sh\n${commands}\n\`\`\``;
}
function artifactLink({ name, url }) {
	const label = escapeMarkdown(name, NAME_LIMIT$2);
	const linked = linkMarkdown(label, url);
	return linked === label ? `<code>${label}</code>` : linked;
}

// src/endings.ts
/** Tells what a run came to: summary, outputs, log and annotation. @returns the exit code. */
async function endRun(report, { failOn }, ending) {
	const { log, env } = ending;
	const verdict = verdictOf(report);
	await summarised(writeSummary(report, env), log);
	const told = tell(report, ending);
	log.info(verdict.sentence);
	for (const line of verdict.unsafe) log.info(line);
	const open = openOf(report.sessions);
	const failed = (failOn === "finding" && verdict.findings > 0 || failOn !== "error" && open > 0 || !verdict.ok || !told) && failOn !== "never";
	if (failed) log.annotateError(verdict.sentence);
	else if (!verdict.ok || open > 0) log.annotateWarning(verdict.sentence);
	else if (log.warnings.length > 0) log.annotateWarning(log.warnings.join(" "));
	return failed ? 1 : 0;
}
/** Tells what became of `command: categories`. @returns the exit code. */
async function endCategories(report, { failOn }, ending) {
	const { log, env, setOutput } = ending;
	const { ok, sentence } = categoriesVerdict(report);
	await summarised(writeCategories(report, env), log);
	setOutput("findings", String(report.findingsRaised));
	log.info(sentence);
	const failed = failOn !== "never" && (!ok || failOn === "finding" && report.findingsRaised > 0);
	if (failed) log.annotateError(sentence);
	else if (!ok || report.findings.length > 0) log.annotateWarning(sentence);
	return failed ? 1 : 0;
}
/** Tells what became of `command: report`. @returns the exit code. */
async function endRetrospect(result, { failOn, tenant }, ending) {
	const { log, env, setOutput } = ending;
	const { account, artifact, file, failures } = result;
	const ok = account !== void 0 && failures.length === 0;
	if (account) {
		for (const [name, value] of retrospectOutputs(account, result, result.accesses)) setOutput(name, value);
		const summary = env.GITHUB_STEP_SUMMARY;
		if (summary) await summarised(appendFile(summary, renderRetrospect(account, {
			artifact,
			file,
			failures
		})), log);
	}
	const verdict = account && verdictOfAccount(account);
	const sentence = `Provider access to ${tenant}: ${[
		verdict?.sentence,
		...verdict?.more ?? [],
		...failures
	].filter((one) => one !== void 0).join(" ")}`;
	log.info(sentence);
	const open = account ? openOf(account.sessions) : 0;
	const failed = (failOn !== "error" && open > 0 || !ok) && failOn !== "never";
	if (failed) log.annotateError(sentence);
	else if (!ok || open > 0) log.annotateWarning(sentence);
	return failed ? 1 : 0;
}
/** Tells what became of `command: setup`, and hands the key over if one was made. @returns the exit code. */
async function endSetup(report, { failOn }, ending) {
	const { log, env, setOutput } = ending;
	if (report.key !== void 0) setOutput("api-key", report.key);
	const file = env.GITHUB_STEP_SUMMARY;
	if (file) await summarised(appendFile(file, renderSetup(report)), log);
	const sentence = setupSentence(report);
	log.info(sentence);
	const failed = report.failures.length > 0 && failOn !== "never";
	if (failed) log.annotateError(sentence);
	else if (report.failures.length > 0 || report.warnings.length > 0) log.annotateWarning([sentence, ...report.warnings].join(" "));
	return failed ? 1 : 0;
}
async function summarised(writing, log) {
	await writing.catch((error) => log.warn(`The job summary could not be written: ${messageOf(error)}`));
}
/** Sets the outputs. @returns false if that failed: a later step would read the safe defaults. */
function tell(report, { log, setOutput }) {
	try {
		setOutputs(report, { setOutput });
		return true;
	} catch (error) {
		log.warn(`The outputs could not be written: ${messageOf(error)}`);
		return false;
	}
}

// src/evidence/lines.ts
/** Ends each line. Lines travel as bytes, in chunks of whole lines: no string is made of them, and memory stays flat. */
const LINE_FEED = 10;
const READ_BYTES = 65536;
const CHUNK_BYTES = 262144;
/** Opens a file that must not exist yet. */
async function openWriter(path) {
	const file = await open$2(path, "wx");
	const hash = createHash("sha256");
	let bytes = 0;
	return {
		write: async (chunk) => {
			hash.update(chunk);
			bytes += chunk.length;
			await file.appendFile(chunk);
		},
		sync: () => file.sync(),
		close: async () => {
			await file.close();
			return {
				bytes,
				sha256: hash.digest("hex")
			};
		}
	};
}
/**
* A file in chunks of whole lines, about 64 KiB or one longer line each. A chunk is only good until the next one is asked
* for: its memory is used again. The file is closed also when the reader stops early.
*/
async function* readChunks(path) {
	const file = await open$2(path, "r");
	try {
		let block = Buffer.allocUnsafe(READ_BYTES);
		let used = 0;
		for (;;) {
			const { bytesRead } = await file.read(block, used, block.length - used);
			if (bytesRead === 0) break;
			const end = block.subarray(used, used + bytesRead).lastIndexOf(10);
			const whole = end === -1 ? 0 : used + end + 1;
			used += bytesRead;
			if (whole > 0) {
				yield block.subarray(0, whole);
				block.copyWithin(0, whole, used);
				used -= whole;
			} else if (used === block.length) block = Buffer.concat([block], 2 * block.length);
		}
		if (used > 0) yield block.subarray(0, used);
	} finally {
		await file.close();
	}
}
function createPacker() {
	let chunk = Buffer.allocUnsafe(CHUNK_BYTES);
	let used = 0;
	return {
		fits: (length) => used === 0 || used + length < chunk.length,
		put: (source, start, end) => {
			const after = used + end - start + 1;
			if (after > chunk.length) chunk = Buffer.concat([chunk.subarray(0, used)], after);
			source.copy(chunk, used, start, end);
			chunk[after - 1] = 10;
			used = after;
		},
		take: () => {
			const whole = chunk.subarray(0, used);
			used = 0;
			return whole;
		}
	};
}

// src/evidence/sort.ts
const SORT_LIMITS = {
	lines: 2e4,
	bytes: 8388608,
	fanIn: 64
};
/** A sorter whose run files lie in `folder`, which is created when the first one is needed. */
function openSorter(folder, limits) {
	let arena = Buffer.alloc(0);
	let used = 0;
	let starts = [];
	let runs = [];
	let numbered = 0;
	/** The lines in memory, in order; forgets them. */
	function* drain() {
		const lines = starts.map((start, index) => ({
			start,
			end: (starts[index + 1] ?? used) - 1
		}));
		lines.sort((a, b) => arena.compare(arena, b.start, b.end, a.start, a.end));
		const packer = createPacker();
		for (const { start, end } of lines) {
			if (!packer.fits(end - start)) yield packer.take();
			packer.put(arena, start, end);
		}
		yield packer.take();
		starts = [];
		used = 0;
	}
	async function writeRun(chunks) {
		await mkdir(folder, { recursive: true });
		numbered += 1;
		const path = join(folder, `run-${numbered}`);
		const writer = await openWriter(path);
		for await (const chunk of chunks) await writer.write(chunk);
		await writer.close();
		return path;
	}
	async function makeRoom(bytes) {
		if (starts.length < limits.lines && used + bytes <= arena.length) return;
		if (starts.length > 0) runs.push(await writeRun(drain()));
		if (bytes > arena.length) arena = Buffer.allocUnsafe(Math.max(bytes, limits.bytes));
	}
	return {
		add: async (chunk) => {
			for (let start = 0; start < chunk.length;) {
				const next = chunk.indexOf(10, start) + 1;
				await makeRoom(next - start);
				chunk.copy(arena, used, start, next);
				starts.push(used);
				used += next - start;
				start = next;
			}
		},
		sorted: async function* () {
			if (runs.length === 0) {
				yield* drain();
				return;
			}
			if (starts.length > 0) runs.push(await writeRun(drain()));
			arena = Buffer.alloc(0);
			while (runs.length > limits.fanIn) {
				const some = runs.slice(0, limits.fanIn);
				runs = [...runs.slice(limits.fanIn), await writeRun(merge(some))];
				await Promise.all(some.map((path) => rm(path)));
			}
			yield* merge(runs);
			await rm(folder, { recursive: true });
		}
	};
}
async function* merge(paths) {
	const heap = [];
	const packer = createPacker();
	try {
		for (const path of paths) {
			const cursor = {
				chunks: readChunks(path),
				chunk: Buffer.alloc(0),
				start: 0,
				end: -1
			};
			if (await refill(cursor)) heap.push(cursor);
		}
		for (let at = (heap.length >> 1) - 1; at >= 0; at--) sink(heap, at);
		for (let first = heap[0]; first !== void 0; first = heap[0]) {
			if (!packer.fits(first.end - first.start)) yield packer.take();
			packer.put(first.chunk, first.start, first.end);
			if (!(step(first) || await refill(first))) {
				const last = heap.pop();
				if (last !== void 0 && last !== first) heap[0] = last;
			}
			sink(heap, 0);
		}
		yield packer.take();
	} finally {
		for (const cursor of heap) await cursor.chunks.return();
	}
}
/** Goes to the next line of the chunk; false if there is none. The common case, and the reason why it doesn't wait. */
function step(cursor) {
	cursor.start = cursor.end + 1;
	if (cursor.start >= cursor.chunk.length) return false;
	cursor.end = cursor.chunk.indexOf(10, cursor.start);
	return true;
}
/** Reads the next chunk and stands at its first line; false at the end of the file. */
async function refill(cursor) {
	const next = await cursor.chunks.next();
	if (next.done) return false;
	cursor.chunk = next.value;
	cursor.end = -1;
	return step(cursor);
}
/** Restores the order of a binary heap below `at`. */
function sink(heap, at) {
	const moved = heap[at];
	if (moved === void 0) return;
	let hole = at;
	for (;;) {
		let child = 2 * hole + 1;
		let smaller = heap[child];
		const right = heap[child + 1];
		if (smaller === void 0) break;
		if (right !== void 0 && compare(right, smaller) < 0) {
			smaller = right;
			child += 1;
		}
		if (compare(moved, smaller) <= 0) break;
		heap[hole] = smaller;
		hole = child;
	}
	heap[hole] = moved;
}
function compare(a, b) {
	return a.chunk.compare(b.chunk, b.start, b.end, a.start, a.end);
}

// src/evidence/event-list.ts
/** Stands for a time that can't be read; later than any time in digits. */
const UNDATED = "~";
/** Makes every time that `parseEventTime` can return (years 100 to 9999) a positive number of 15 digits. */
const TIME_SHIFT = 0x5af3107a4000;
const IN_SPAN = "0";
const OUTSIDE = "1";
const TAB = 9;
const PRINTABLE_ASCII = /^[ -~]*$/;
/** An empty list that sorts with the help of files in `folder`. */
function createEventList(folder, limits) {
	const sorter = openSorter(join(folder, "events"), limits);
	return {
		add: (events) => sorter.add(Buffer.from(events.map(({ event, inSpan }) => record(event, inSpan)).join(""), "utf8")),
		write: async (path) => {
			const writer = await openWriter(path);
			const ids = openSorter(join(folder, "ids"), limits);
			const lines = createPacker();
			const seen = createPacker();
			const counts = {
				count: 0,
				in_span: 0,
				outside: 0,
				undated: 0,
				duplicates: 0
			};
			let last = Buffer.alloc(0);
			for await (const chunk of sorter.sorted()) {
				let before = last;
				for (let start = 0; start < chunk.length;) {
					const end = chunk.indexOf(10, start);
					const id = chunk.indexOf(TAB, start) + 1;
					const canonical = chunk.indexOf(TAB, id) + 1;
					const flag = end - 1;
					const event = chunk.subarray(canonical, flag - 1);
					if (event.equals(before)) counts.duplicates += 1;
					else {
						counts.count += 1;
						if (chunk[start] === UNDATED.charCodeAt(0)) counts.undated += 1;
						else if (chunk[flag] === IN_SPAN.charCodeAt(0)) counts.in_span += 1;
						else counts.outside += 1;
						lines.put(chunk, canonical, flag - 1);
						if (canonical - 1 > id) seen.put(chunk, id, canonical - 1);
					}
					before = event;
					start = end + 1;
				}
				last = Buffer.from(before);
				await writer.write(lines.take());
				await ids.add(seen.take());
			}
			await writer.sync();
			const { sha256, bytes } = await writer.close();
			return {
				...counts,
				conflicting: await countRepeated(ids.sorted()),
				sha256,
				bytes
			};
		}
	};
}
/**
* One line for the sorter: time, id, canonical JSON and a flag, between tabs, so that comparing lines gives the order of
* `events.ndjson`. Canonical JSON holds no raw tab or line feed. The flag comes last: of equal events the one that was
* read for its own span stands first, and counts.
*/
function record({ time, id, canonical }, inSpan) {
	return `${time === void 0 ? UNDATED : String(time + TIME_SHIFT).padStart(15, "0")}\t${escapeId(id ?? "")}\t${canonical}\t${inSpan ? IN_SPAN : OUTSIDE}\n`;
}
/**
* Takes tabs and line feeds out of an id, and halves of surrogate pairs that UTF-8 can't hold, so that different ids stay
* different and, but for such halves, keep their order: control characters up to U+000E become U+000E and a letter.
*/
function escapeId(id) {
	if (PRINTABLE_ASCII.test(id)) return id;
	let escaped = "";
	for (const character of id) {
		const code = character.codePointAt(0) ?? 0;
		if (code <= 14) escaped += `\u000e${String.fromCharCode(64 + code)}`;
		else if (code >= 55296 && code <= 57343 || code === 65534) escaped += `\ufffe${code.toString(16)}`;
		else escaped += character;
	}
	return escaped;
}
/** How many of the sorted lines are equal to a neighbour. */
async function countRepeated(sorted) {
	let repeated = 0;
	let last = Buffer.alloc(0);
	let inGroup = false;
	for await (const chunk of sorted) {
		let before = last;
		for (let start = 0; start < chunk.length;) {
			const end = chunk.indexOf(10, start);
			const line = chunk.subarray(start, end);
			const same = line.equals(before);
			if (same) repeated += inGroup ? 1 : 2;
			inGroup = same;
			before = line;
			start = end + 1;
		}
		last = Buffer.from(before);
	}
	return repeated;
}

// src/evidence/manifest.ts
/** Puts a manifest together, with its keys in the order of the format. */
function createManifest(header, pages, events, reports = []) {
	const { tool, run } = header;
	return {
		format: 1,
		tool: {
			name: tool.name,
			version: tool.version
		},
		tenant: header.tenant,
		run: run && {
			id: run.id,
			attempt: run.attempt,
			url: run.url,
			repository: run.repository
		},
		categories: header.categories,
		queryHash: header.queryHash,
		started: header.started,
		closed: header.closed,
		complete: header.spans.length > 0 && header.spans.every((span) => span.complete),
		spans: header.spans.map(({ from, to, complete, reason, requests }) => ({
			from,
			to,
			complete,
			reason,
			requests
		})),
		events,
		pages,
		reports: reports.map(({ file, sha256, bytes }) => ({
			file,
			sha256,
			bytes
		})),
		root: null,
		previous: header.previous
	};
}
/** The files that may stand beside `events.ndjson`. */
function isReportName(file) {
	return /^(?:access\.(?:html|csv|json)|unknown-wordings\.ndjson)$/.test(file);
}
/** Index of the span that holds the whole of `asked`, which may be a slice of it; null if there is none. */
function spanIndex(spans, asked) {
	const index = spans.findIndex((span) => Date.parse(span.from) <= asked.from * 1e3 && asked.to * 1e3 <= Date.parse(span.to));
	return index === -1 ? null : index;
}
/** The bytes of `manifest.json`. */
function formatManifest(manifest) {
	const orNull = (_key, value) => value === void 0 ? null : value;
	return Buffer.from(`${JSON.stringify(manifest, orNull, 2)}\n`, "utf8");
}
/**
* Writes `SHA256SUMS` (for `sha256sum -c`) and then `manifest.json`, which appears whole or not at all and after
* everything else: a folder without it is a spool that was never closed.
* @returns the paths written, absolute if `folder` is, and the SHA-256 of `manifest.json`, hex.
*/
async function writeManifest(folder, manifest) {
	const content = formatManifest(manifest);
	const hash = createHash("sha256").update(content).digest("hex");
	const sums = [
		`${hash}  manifest.json`,
		`${manifest.events.sha256}  events.ndjson`,
		...manifest.pages.map((page) => `${page.sha256}  ${page.file}`),
		...manifest.reports.map((report) => `${report.sha256}  ${report.file}`)
	];
	const files = [join(folder, "manifest.json"), join(folder, "SHA256SUMS")];
	await replaceFile(join(folder, "SHA256SUMS"), Buffer.from(`${sums.join("\n")}\n`));
	await replaceFile(join(folder, "manifest.json"), content);
	return {
		files,
		hash
	};
}
/** Under a temporary name first, forced to disk, then renamed: no moment shows half a file. */
async function replaceFile(path, content) {
	const temporary = `${path}.part`;
	const file = await open$2(temporary, "wx");
	try {
		await file.writeFile(content);
		await file.sync();
	} finally {
		await file.close();
	}
	await rename(temporary, path);
}

// src/evidence/spool.ts
/**
* Opens the spool in a folder of the run's own, which is created if it is missing, for its owner only: audit events are
* personal data. `limits` are those of the sort; tests make them small.
* @throws Error, one sentence, if the folder holds anything or can't be used.
*/
async function openSpool(folder, limits = SORT_LIMITS) {
	const root = resolve(folder);
	await onDisk(root, async () => {
		await mkdir(root, {
			recursive: true,
			mode: 448
		});
		await refuseContent(root);
		await mkdir(join(root, "pages"));
	});
	const pages = [];
	const events = createEventList(join(root, ".sort"), limits);
	let closed = false;
	let last = Promise.resolve();
	/** One after another: pages that arrive side by side would otherwise mix in the sorter. */
	function inTurn(work) {
		const turn = last.then(work);
		last = turn.catch(() => void 0);
		return turn;
	}
	async function keep(page) {
		const file = `pages/${String(pages.length + 1).padStart(4, "0")}.json`;
		await onDisk(root, () => writeWhole(join(root, file), page.bytes));
		pages.push({
			file,
			asked: page.span,
			sha256: createHash("sha256").update(page.bytes).digest("hex"),
			bytes: page.bytes.length,
			events: page.events.length,
			received: new Date(page.received).toISOString()
		});
		const kept = page.events.map((raw) => {
			const event = parseEvent(raw);
			return {
				event,
				inSpan: event.time !== void 0 && contains(page.span, event.time)
			};
		});
		await onDisk(root, () => events.add(kept));
	}
	async function close(header) {
		const counts = await events.write(join(root, "events.ndjson"));
		const listed = pages.map(({ file, asked, sha256, bytes, events, received }) => {
			return {
				file,
				span: spanIndex(header.spans, asked),
				sha256,
				bytes,
				events,
				received
			};
		});
		await rm(join(root, ".sort"), {
			recursive: true,
			force: true
		});
		return evidenceOf$1(root, createManifest(header, listed, counts));
	}
	function refuseWhenClosed() {
		if (closed) throw new Error(`The spool in ${root} is closed already.`);
	}
	return {
		keep: async (page) => {
			refuseWhenClosed();
			await inTurn(() => keep(page));
		},
		close: async (header) => {
			refuseWhenClosed();
			closed = true;
			return inTurn(() => onDisk(root, () => close(header)));
		}
	};
}
/** Writes the manifest, and gives the evidence that it describes. */
async function evidenceOf$1(root, manifest) {
	const written = await writeManifest(root, manifest);
	const listed = ["events.ndjson", ...[...manifest.pages, ...manifest.reports].map(({ file }) => file)];
	return {
		folder: root,
		files: [...written.files, ...listed.map((file) => join(root, file))],
		manifest,
		manifestHash: written.hash,
		events: () => readEvents(join(root, "events.ndjson")),
		withReports: (contents) => onDisk(root, async () => evidenceOf$1(root, await addReports(root, manifest, contents)))
	};
}
async function addReports(root, manifest, contents) {
	const reports = [];
	for (const [file, content] of [...contents].sort(([a], [b]) => a < b ? -1 : 1)) {
		if (!isReportName(file)) throw new Error(`A report can't be called ${file}.`);
		const bytes = Buffer.from(content, "utf8");
		await writeWhole(join(root, file), bytes);
		reports.push({
			file,
			sha256: createHash("sha256").update(bytes).digest("hex"),
			bytes: bytes.length
		});
	}
	return {
		...manifest,
		reports
	};
}
/** The lines of `events.ndjson`, one after the other. */
async function* readEvents(path) {
	for await (const chunk of readChunks(path)) for (const line of chunk.toString("utf8").split("\n")) if (line !== "") yield parseEventLine(line);
}
/** Half a page is taken away again: what is not in the manifest must not lie in the folder. */
async function writeWhole(path, bytes) {
	try {
		await writeFile(path, bytes, { flag: "wx" });
	} catch (error) {
		if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) await rm(path, { force: true });
		throw error;
	}
}
async function refuseContent(folder) {
	const names = await readdir(folder);
	if (names.length === 0) return;
	const what = names.includes("manifest.json") ? "holds the evidence of another run" : names.includes("pages") ? "holds a spool that was never closed" : "is not empty";
	throw new Error(`The evidence folder ${folder} ${what}: move it away, or choose an empty folder.`);
}
/** Turns a fault of the file system, which has a code such as ENOSPC, into a sentence. */
async function onDisk(folder, work) {
	try {
		return await work();
	} catch (cause) {
		const code = cause instanceof Error && "code" in cause ? String(cause.code) : void 0;
		if (code === void 0) throw cause;
		const reason = code === "ENOSPC" || code === "EDQUOT" ? `the disk is full (${code})` : messageOf(cause);
		throw new Error(`Evidence can't be kept in ${folder}: ${reason}; choose a folder that can be written and has room.`, { cause });
	}
}

// node_modules/data-uri-to-buffer/dist/index.js
/**
* Returns a `Buffer` instance from the given data URI `uri`.
*
* @param {String} uri Data URI to turn into a Buffer instance
* @returns {Buffer} Buffer instance from Data URI
* @api public
*/
function dataUriToBuffer(uri) {
	if (!/^data:/i.test(uri)) throw new TypeError("`uri` does not appear to be a Data URI (must begin with \"data:\")");
	uri = uri.replace(/\r?\n/g, "");
	const firstComma = uri.indexOf(",");
	if (firstComma === -1 || firstComma <= 4) throw new TypeError("malformed data: URI");
	const meta = uri.substring(5, firstComma).split(";");
	let charset = "";
	let base64 = false;
	const type = meta[0] || "text/plain";
	let typeFull = type;
	for (let i = 1; i < meta.length; i++) if (meta[i] === "base64") base64 = true;
	else if (meta[i]) {
		typeFull += `;${meta[i]}`;
		if (meta[i].indexOf("charset=") === 0) charset = meta[i].substring(8);
	}
	if (!meta[0] && !charset.length) {
		typeFull += ";charset=US-ASCII";
		charset = "US-ASCII";
	}
	const encoding = base64 ? "base64" : "ascii";
	const data = unescape(uri.substring(firstComma + 1));
	const buffer = Buffer.from(data, encoding);
	buffer.type = type;
	buffer.typeFull = typeFull;
	buffer.charset = charset;
	return buffer;
}

// node_modules/node-fetch/src/errors/base.js
var FetchBaseError = class extends Error {
	constructor(message, type) {
		super(message);
		Error.captureStackTrace(this, this.constructor);
		this.type = type;
	}
	get name() {
		return this.constructor.name;
	}
	get [Symbol.toStringTag]() {
		return this.constructor.name;
	}
};

// node_modules/node-fetch/src/errors/fetch-error.js
/**
* @typedef {{ address?: string, code: string, dest?: string, errno: number, info?: object, message: string, path?: string, port?: number, syscall: string}} SystemError
*/
/**
* FetchError interface for operational errors
*/
var FetchError = class extends FetchBaseError {
	/**
	* @param  {string} message -      Error message for human
	* @param  {string} [type] -        Error type for machine
	* @param  {SystemError} [systemError] - For Node.js system error
	*/
	constructor(message, type, systemError) {
		super(message, type);
		if (systemError) {
			this.code = this.errno = systemError.code;
			this.erroredSysCall = systemError.syscall;
		}
	}
};

// node_modules/node-fetch/src/utils/is.js
/**
* Is.js
*
* Object type checks.
*/
const NAME$1 = Symbol.toStringTag;
/**
* Check if `obj` is a URLSearchParams object
* ref: https://github.com/node-fetch/node-fetch/issues/296#issuecomment-307598143
* @param {*} object - Object to check for
* @return {boolean}
*/
const isURLSearchParameters = (object) => {
	return typeof object === "object" && typeof object.append === "function" && typeof object.delete === "function" && typeof object.get === "function" && typeof object.getAll === "function" && typeof object.has === "function" && typeof object.set === "function" && typeof object.sort === "function" && object[NAME$1] === "URLSearchParams";
};
/**
* Check if `object` is a W3C `Blob` object (which `File` inherits from)
* @param {*} object - Object to check for
* @return {boolean}
*/
const isBlob = (object) => {
	return object && typeof object === "object" && typeof object.arrayBuffer === "function" && typeof object.type === "string" && typeof object.stream === "function" && typeof object.constructor === "function" && /^(Blob|File)$/.test(object[NAME$1]);
};
/**
* Check if `obj` is an instance of AbortSignal.
* @param {*} object - Object to check for
* @return {boolean}
*/
const isAbortSignal = (object) => {
	return typeof object === "object" && (object[NAME$1] === "AbortSignal" || object[NAME$1] === "EventTarget");
};
/**
* isDomainOrSubdomain reports whether sub is a subdomain (or exact match) of
* the parent domain.
*
* Both domains must already be in canonical form.
* @param {string|URL} original
* @param {string|URL} destination
*/
const isDomainOrSubdomain = (destination, original) => {
	const orig = new URL(original).hostname;
	const dest = new URL(destination).hostname;
	return orig === dest || orig.endsWith(`.${dest}`);
};
/**
* isSameProtocol reports whether the two provided URLs use the same protocol.
*
* Both domains must already be in canonical form.
* @param {string|URL} original
* @param {string|URL} destination
*/
const isSameProtocol = (destination, original) => {
	return new URL(original).protocol === new URL(destination).protocol;
};

// node_modules/node-fetch/src/body.js
/**
* Body.js
*
* Body interface provides common methods for Request and Response
*/
const pipeline = promisify(Stream.pipeline);
const INTERNALS$2 = Symbol("Body internals");
/**
* Body mixin
*
* Ref: https://fetch.spec.whatwg.org/#body
*
* @param   Stream  body  Readable stream
* @param   Object  opts  Response options
* @return  Void
*/
var Body = class {
	constructor(body, { size = 0 } = {}) {
		let boundary = null;
		if (body === null) body = null;
		else if (isURLSearchParameters(body)) body = Buffer$1.from(body.toString());
		else if (isBlob(body)) {} else if (Buffer$1.isBuffer(body)) {} else if (types.isAnyArrayBuffer(body)) body = Buffer$1.from(body);
		else if (ArrayBuffer.isView(body)) body = Buffer$1.from(body.buffer, body.byteOffset, body.byteLength);
		else if (body instanceof Stream) {} else if (body instanceof FormData) {
			body = formDataToBlob(body);
			boundary = body.type.split("=")[1];
		} else body = Buffer$1.from(String(body));
		let stream = body;
		if (Buffer$1.isBuffer(body)) stream = Stream.Readable.from(body);
		else if (isBlob(body)) stream = Stream.Readable.from(body.stream());
		this[INTERNALS$2] = {
			body,
			stream,
			boundary,
			disturbed: false,
			error: null
		};
		this.size = size;
		if (body instanceof Stream) body.on("error", (error_) => {
			const error = error_ instanceof FetchBaseError ? error_ : new FetchError(`Invalid response body while trying to fetch ${this.url}: ${error_.message}`, "system", error_);
			this[INTERNALS$2].error = error;
		});
	}
	get body() {
		return this[INTERNALS$2].stream;
	}
	get bodyUsed() {
		return this[INTERNALS$2].disturbed;
	}
	/**
	* Decode response as ArrayBuffer
	*
	* @return  Promise
	*/
	async arrayBuffer() {
		const { buffer, byteOffset, byteLength } = await consumeBody(this);
		return buffer.slice(byteOffset, byteOffset + byteLength);
	}
	async formData() {
		const ct = this.headers.get("content-type");
		if (ct.startsWith("application/x-www-form-urlencoded")) {
			const formData = new FormData();
			const parameters = new URLSearchParams(await this.text());
			for (const [name, value] of parameters) formData.append(name, value);
			return formData;
		}
		const { toFormData } = await import("./node-fetch.js");
		return toFormData(this.body, ct);
	}
	/**
	* Return raw response as Blob
	*
	* @return Promise
	*/
	async blob() {
		const ct = this.headers && this.headers.get("content-type") || this[INTERNALS$2].body && this[INTERNALS$2].body.type || "";
		const buf = await this.arrayBuffer();
		return new Blob([buf], { type: ct });
	}
	/**
	* Decode response as json
	*
	* @return  Promise
	*/
	async json() {
		const text = await this.text();
		return JSON.parse(text);
	}
	/**
	* Decode response as text
	*
	* @return  Promise
	*/
	async text() {
		const buffer = await consumeBody(this);
		return new TextDecoder().decode(buffer);
	}
	/**
	* Decode response as buffer (non-spec api)
	*
	* @return  Promise
	*/
	buffer() {
		return consumeBody(this);
	}
};
Body.prototype.buffer = deprecate(Body.prototype.buffer, "Please use 'response.arrayBuffer()' instead of 'response.buffer()'", "node-fetch#buffer");
Object.defineProperties(Body.prototype, {
	body: { enumerable: true },
	bodyUsed: { enumerable: true },
	arrayBuffer: { enumerable: true },
	blob: { enumerable: true },
	json: { enumerable: true },
	text: { enumerable: true },
	data: { get: deprecate(() => {}, "data doesn't exist, use json(), text(), arrayBuffer(), or body instead", "https://github.com/node-fetch/node-fetch/issues/1000 (response)") }
});
/**
* Consume and convert an entire Body to a Buffer.
*
* Ref: https://fetch.spec.whatwg.org/#concept-body-consume-body
*
* @return Promise
*/
async function consumeBody(data) {
	if (data[INTERNALS$2].disturbed) throw new TypeError(`body used already for: ${data.url}`);
	data[INTERNALS$2].disturbed = true;
	if (data[INTERNALS$2].error) throw data[INTERNALS$2].error;
	const { body } = data;
	if (body === null) return Buffer$1.alloc(0);
	/* c8 ignore next 3 */
	if (!(body instanceof Stream)) return Buffer$1.alloc(0);
	const accum = [];
	let accumBytes = 0;
	try {
		for await (const chunk of body) {
			if (data.size > 0 && accumBytes + chunk.length > data.size) {
				const error = new FetchError(`content size at ${data.url} over limit: ${data.size}`, "max-size");
				body.destroy(error);
				throw error;
			}
			accumBytes += chunk.length;
			accum.push(chunk);
		}
	} catch (error) {
		throw error instanceof FetchBaseError ? error : new FetchError(`Invalid response body while trying to fetch ${data.url}: ${error.message}`, "system", error);
	}
	if (body.readableEnded === true || body._readableState.ended === true) try {
		if (accum.every((c) => typeof c === "string")) return Buffer$1.from(accum.join(""));
		return Buffer$1.concat(accum, accumBytes);
	} catch (error) {
		throw new FetchError(`Could not create Buffer from response body for ${data.url}: ${error.message}`, "system", error);
	}
	else throw new FetchError(`Premature close of server response while trying to fetch ${data.url}`);
}
/**
* Clone body given Res/Req instance
*
* @param   Mixed   instance       Response or Request instance
* @param   String  highWaterMark  highWaterMark for both PassThrough body streams
* @return  Mixed
*/
const clone = (instance, highWaterMark) => {
	let p1;
	let p2;
	let { body } = instance[INTERNALS$2];
	if (instance.bodyUsed) throw new Error("cannot clone body after it is used");
	if (body instanceof Stream && typeof body.getBoundary !== "function") {
		p1 = new PassThrough({ highWaterMark });
		p2 = new PassThrough({ highWaterMark });
		body.pipe(p1);
		body.pipe(p2);
		instance[INTERNALS$2].stream = p1;
		body = p2;
	}
	return body;
};
const getNonSpecFormDataBoundary = deprecate((body) => body.getBoundary(), "form-data doesn't follow the spec and requires special treatment. Use alternative package", "https://github.com/node-fetch/node-fetch/issues/1167");
/**
* Performs the operation "extract a `Content-Type` value from |object|" as
* specified in the specification:
* https://fetch.spec.whatwg.org/#concept-bodyinit-extract
*
* This function assumes that instance.body is present.
*
* @param {any} body Any options.body input
* @returns {string | null}
*/
const extractContentType = (body, request) => {
	if (body === null) return null;
	if (typeof body === "string") return "text/plain;charset=UTF-8";
	if (isURLSearchParameters(body)) return "application/x-www-form-urlencoded;charset=UTF-8";
	if (isBlob(body)) return body.type || null;
	if (Buffer$1.isBuffer(body) || types.isAnyArrayBuffer(body) || ArrayBuffer.isView(body)) return null;
	if (body instanceof FormData) return `multipart/form-data; boundary=${request[INTERNALS$2].boundary}`;
	if (body && typeof body.getBoundary === "function") return `multipart/form-data;boundary=${getNonSpecFormDataBoundary(body)}`;
	if (body instanceof Stream) return null;
	return "text/plain;charset=UTF-8";
};
/**
* The Fetch Standard treats this as if "total bytes" is a property on the body.
* For us, we have to explicitly get it with a function.
*
* ref: https://fetch.spec.whatwg.org/#concept-body-total-bytes
*
* @param {any} obj.body Body object from the Body instance.
* @returns {number | null}
*/
const getTotalBytes = (request) => {
	const { body } = request[INTERNALS$2];
	if (body === null) return 0;
	if (isBlob(body)) return body.size;
	if (Buffer$1.isBuffer(body)) return body.length;
	if (body && typeof body.getLengthSync === "function") return body.hasKnownLength && body.hasKnownLength() ? body.getLengthSync() : null;
	return null;
};
/**
* Write a Body to a Node.js WritableStream (e.g. http.Request) object.
*
* @param {Stream.Writable} dest The stream to write to.
* @param obj.body Body object from the Body instance.
* @returns {Promise<void>}
*/
const writeToStream = async (dest, { body }) => {
	if (body === null) dest.end();
	else await pipeline(body, dest);
};

// node_modules/node-fetch/src/headers.js
/**
* Headers.js
*
* Headers class offers convenient helpers
*/
/* c8 ignore next 9 */
const validateHeaderName = typeof http.validateHeaderName === "function" ? http.validateHeaderName : (name) => {
	if (!/^[\^`\-\w!#$%&'*+.|~]+$/.test(name)) {
		const error = /* @__PURE__ */ new TypeError(`Header name must be a valid HTTP token [${name}]`);
		Object.defineProperty(error, "code", { value: "ERR_INVALID_HTTP_TOKEN" });
		throw error;
	}
};
/* c8 ignore next 9 */
const validateHeaderValue = typeof http.validateHeaderValue === "function" ? http.validateHeaderValue : (name, value) => {
	if (/[^\t\u0020-\u007E\u0080-\u00FF]/.test(value)) {
		const error = /* @__PURE__ */ new TypeError(`Invalid character in header content ["${name}"]`);
		Object.defineProperty(error, "code", { value: "ERR_INVALID_CHAR" });
		throw error;
	}
};
/**
* @typedef {Headers | Record<string, string> | Iterable<readonly [string, string]> | Iterable<Iterable<string>>} HeadersInit
*/
/**
* This Fetch API interface allows you to perform various actions on HTTP request and response headers.
* These actions include retrieving, setting, adding to, and removing.
* A Headers object has an associated header list, which is initially empty and consists of zero or more name and value pairs.
* You can add to this using methods like append() (see Examples.)
* In all methods of this interface, header names are matched by case-insensitive byte sequence.
*
*/
var Headers = class Headers extends URLSearchParams {
	/**
	* Headers class
	*
	* @constructor
	* @param {HeadersInit} [init] - Response headers
	*/
	constructor(init) {
		/** @type {string[][]} */
		let result = [];
		if (init instanceof Headers) {
			const raw = init.raw();
			for (const [name, values] of Object.entries(raw)) result.push(...values.map((value) => [name, value]));
		} else if (init == null) {} else if (typeof init === "object" && !types.isBoxedPrimitive(init)) {
			const method = init[Symbol.iterator];
			if (method == null) result.push(...Object.entries(init));
			else {
				if (typeof method !== "function") throw new TypeError("Header pairs must be iterable");
				result = [...init].map((pair) => {
					if (typeof pair !== "object" || types.isBoxedPrimitive(pair)) throw new TypeError("Each header pair must be an iterable object");
					return [...pair];
				}).map((pair) => {
					if (pair.length !== 2) throw new TypeError("Each header pair must be a name/value tuple");
					return [...pair];
				});
			}
		} else throw new TypeError("Failed to construct 'Headers': The provided value is not of type '(sequence<sequence<ByteString>> or record<ByteString, ByteString>)");
		result = result.length > 0 ? result.map(([name, value]) => {
			validateHeaderName(name);
			validateHeaderValue(name, String(value));
			return [String(name).toLowerCase(), String(value)];
		}) : void 0;
		super(result);
		return new Proxy(this, { get(target, p, receiver) {
			switch (p) {
				case "append":
				case "set": return (name, value) => {
					validateHeaderName(name);
					validateHeaderValue(name, String(value));
					return URLSearchParams.prototype[p].call(target, String(name).toLowerCase(), String(value));
				};
				case "delete":
				case "has":
				case "getAll": return (name) => {
					validateHeaderName(name);
					return URLSearchParams.prototype[p].call(target, String(name).toLowerCase());
				};
				case "keys": return () => {
					target.sort();
					return new Set(URLSearchParams.prototype.keys.call(target)).keys();
				};
				default: return Reflect.get(target, p, receiver);
			}
		} });
		/* c8 ignore next */
	}
	get [Symbol.toStringTag]() {
		return this.constructor.name;
	}
	toString() {
		return Object.prototype.toString.call(this);
	}
	get(name) {
		const values = this.getAll(name);
		if (values.length === 0) return null;
		let value = values.join(", ");
		if (/^content-encoding$/i.test(name)) value = value.toLowerCase();
		return value;
	}
	forEach(callback, thisArg = void 0) {
		for (const name of this.keys()) Reflect.apply(callback, thisArg, [
			this.get(name),
			name,
			this
		]);
	}
	*values() {
		for (const name of this.keys()) yield this.get(name);
	}
	/**
	* @type {() => IterableIterator<[string, string]>}
	*/
	*entries() {
		for (const name of this.keys()) yield [name, this.get(name)];
	}
	[Symbol.iterator]() {
		return this.entries();
	}
	/**
	* Node-fetch non-spec method
	* returning all headers and their values as array
	* @returns {Record<string, string[]>}
	*/
	raw() {
		return [...this.keys()].reduce((result, key) => {
			result[key] = this.getAll(key);
			return result;
		}, {});
	}
	/**
	* For better console.log(headers) and also to convert Headers into Node.js Request compatible format
	*/
	[Symbol.for("nodejs.util.inspect.custom")]() {
		return [...this.keys()].reduce((result, key) => {
			const values = this.getAll(key);
			if (key === "host") result[key] = values[0];
			else result[key] = values.length > 1 ? values : values[0];
			return result;
		}, {});
	}
};
/**
* Re-shaping object for Web IDL tests
* Only need to do it for overridden methods
*/
Object.defineProperties(Headers.prototype, [
	"get",
	"entries",
	"forEach",
	"values"
].reduce((result, property) => {
	result[property] = { enumerable: true };
	return result;
}, {}));
/**
* Create a Headers object from an http.IncomingMessage.rawHeaders, ignoring those that do
* not conform to HTTP grammar productions.
* @param {import('http').IncomingMessage['rawHeaders']} headers
*/
function fromRawHeaders(headers = []) {
	return new Headers(headers.reduce((result, value, index, array) => {
		if (index % 2 === 0) result.push(array.slice(index, index + 2));
		return result;
	}, []).filter(([name, value]) => {
		try {
			validateHeaderName(name);
			validateHeaderValue(name, String(value));
			return true;
		} catch {
			return false;
		}
	}));
}

// node_modules/node-fetch/src/utils/is-redirect.js
const redirectStatus = /* @__PURE__ */ new Set([
	301,
	302,
	303,
	307,
	308
]);
/**
* Redirect code matching
*
* @param {number} code - Status code
* @return {boolean}
*/
const isRedirect = (code) => {
	return redirectStatus.has(code);
};

// node_modules/node-fetch/src/response.js
/**
* Response.js
*
* Response class provides content decoding
*/
const INTERNALS$1 = Symbol("Response internals");
/**
* Response class
*
* Ref: https://fetch.spec.whatwg.org/#response-class
*
* @param   Stream  body  Readable stream
* @param   Object  opts  Response options
* @return  Void
*/
var Response = class Response extends Body {
	constructor(body = null, options = {}) {
		super(body, options);
		const status = options.status != null ? options.status : 200;
		const headers = new Headers(options.headers);
		if (body !== null && !headers.has("Content-Type")) {
			const contentType = extractContentType(body, this);
			if (contentType) headers.append("Content-Type", contentType);
		}
		this[INTERNALS$1] = {
			type: "default",
			url: options.url,
			status,
			statusText: options.statusText || "",
			headers,
			counter: options.counter,
			highWaterMark: options.highWaterMark
		};
	}
	get type() {
		return this[INTERNALS$1].type;
	}
	get url() {
		return this[INTERNALS$1].url || "";
	}
	get status() {
		return this[INTERNALS$1].status;
	}
	/**
	* Convenience property representing if the request ended normally
	*/
	get ok() {
		return this[INTERNALS$1].status >= 200 && this[INTERNALS$1].status < 300;
	}
	get redirected() {
		return this[INTERNALS$1].counter > 0;
	}
	get statusText() {
		return this[INTERNALS$1].statusText;
	}
	get headers() {
		return this[INTERNALS$1].headers;
	}
	get highWaterMark() {
		return this[INTERNALS$1].highWaterMark;
	}
	/**
	* Clone this response
	*
	* @return  Response
	*/
	clone() {
		return new Response(clone(this, this.highWaterMark), {
			type: this.type,
			url: this.url,
			status: this.status,
			statusText: this.statusText,
			headers: this.headers,
			ok: this.ok,
			redirected: this.redirected,
			size: this.size,
			highWaterMark: this.highWaterMark
		});
	}
	/**
	* @param {string} url    The URL that the new response is to originate from.
	* @param {number} status An optional status code for the response (e.g., 302.)
	* @returns {Response}    A Response object.
	*/
	static redirect(url, status = 302) {
		if (!isRedirect(status)) throw new RangeError("Failed to execute \"redirect\" on \"response\": Invalid status code");
		return new Response(null, {
			headers: { location: new URL(url).toString() },
			status
		});
	}
	static error() {
		const response = new Response(null, {
			status: 0,
			statusText: ""
		});
		response[INTERNALS$1].type = "error";
		return response;
	}
	static json(data = void 0, init = {}) {
		const body = JSON.stringify(data);
		if (body === void 0) throw new TypeError("data is not JSON serializable");
		const headers = new Headers(init && init.headers);
		if (!headers.has("content-type")) headers.set("content-type", "application/json");
		return new Response(body, {
			...init,
			headers
		});
	}
	get [Symbol.toStringTag]() {
		return "Response";
	}
};
Object.defineProperties(Response.prototype, {
	type: { enumerable: true },
	url: { enumerable: true },
	status: { enumerable: true },
	ok: { enumerable: true },
	redirected: { enumerable: true },
	statusText: { enumerable: true },
	headers: { enumerable: true },
	clone: { enumerable: true }
});

// node_modules/node-fetch/src/utils/get-search.js
const getSearch = (parsedURL) => {
	if (parsedURL.search) return parsedURL.search;
	const lastOffset = parsedURL.href.length - 1;
	const hash = parsedURL.hash || (parsedURL.href[lastOffset] === "#" ? "#" : "");
	return parsedURL.href[lastOffset - hash.length] === "?" ? "?" : "";
};

// node_modules/node-fetch/src/utils/referrer.js
/**
* @external URL
* @see {@link https://developer.mozilla.org/en-US/docs/Web/API/URL|URL}
*/
/**
* @module utils/referrer
* @private
*/
/**
* @see {@link https://w3c.github.io/webappsec-referrer-policy/#strip-url|Referrer Policy §8.4. Strip url for use as a referrer}
* @param {string} URL
* @param {boolean} [originOnly=false]
*/
function stripURLForUseAsAReferrer(url, originOnly = false) {
	if (url == null) return "no-referrer";
	url = new URL(url);
	if (/^(about|blob|data):$/.test(url.protocol)) return "no-referrer";
	url.username = "";
	url.password = "";
	url.hash = "";
	if (originOnly) {
		url.pathname = "";
		url.search = "";
	}
	return url;
}
/**
* @see {@link https://w3c.github.io/webappsec-referrer-policy/#enumdef-referrerpolicy|enum ReferrerPolicy}
*/
const ReferrerPolicy = /* @__PURE__ */ new Set([
	"",
	"no-referrer",
	"no-referrer-when-downgrade",
	"same-origin",
	"origin",
	"strict-origin",
	"origin-when-cross-origin",
	"strict-origin-when-cross-origin",
	"unsafe-url"
]);
/**
* @see {@link https://w3c.github.io/webappsec-referrer-policy/#default-referrer-policy|default referrer policy}
*/
const DEFAULT_REFERRER_POLICY = "strict-origin-when-cross-origin";
/**
* @see {@link https://w3c.github.io/webappsec-referrer-policy/#referrer-policies|Referrer Policy §3. Referrer Policies}
* @param {string} referrerPolicy
* @returns {string} referrerPolicy
*/
function validateReferrerPolicy(referrerPolicy) {
	if (!ReferrerPolicy.has(referrerPolicy)) throw new TypeError(`Invalid referrerPolicy: ${referrerPolicy}`);
	return referrerPolicy;
}
/**
* @see {@link https://w3c.github.io/webappsec-secure-contexts/#is-origin-trustworthy|Referrer Policy §3.2. Is origin potentially trustworthy?}
* @param {external:URL} url
* @returns `true`: "Potentially Trustworthy", `false`: "Not Trustworthy"
*/
function isOriginPotentiallyTrustworthy(url) {
	if (/^(http|ws)s:$/.test(url.protocol)) return true;
	const hostIp = url.host.replace(/(^\[)|(]$)/g, "");
	const hostIPVersion = isIP(hostIp);
	if (hostIPVersion === 4 && /^127\./.test(hostIp)) return true;
	if (hostIPVersion === 6 && /^(((0+:){7})|(::(0+:){0,6}))0*1$/.test(hostIp)) return true;
	if (url.host === "localhost" || url.host.endsWith(".localhost")) return false;
	if (url.protocol === "file:") return true;
	return false;
}
/**
* @see {@link https://w3c.github.io/webappsec-secure-contexts/#is-url-trustworthy|Referrer Policy §3.3. Is url potentially trustworthy?}
* @param {external:URL} url
* @returns `true`: "Potentially Trustworthy", `false`: "Not Trustworthy"
*/
function isUrlPotentiallyTrustworthy(url) {
	if (/^about:(blank|srcdoc)$/.test(url)) return true;
	if (url.protocol === "data:") return true;
	if (/^(blob|filesystem):$/.test(url.protocol)) return true;
	return isOriginPotentiallyTrustworthy(url);
}
/**
* Modifies the referrerURL to enforce any extra security policy considerations.
* @see {@link https://w3c.github.io/webappsec-referrer-policy/#determine-requests-referrer|Referrer Policy §8.3. Determine request's Referrer}, step 7
* @callback module:utils/referrer~referrerURLCallback
* @param {external:URL} referrerURL
* @returns {external:URL} modified referrerURL
*/
/**
* Modifies the referrerOrigin to enforce any extra security policy considerations.
* @see {@link https://w3c.github.io/webappsec-referrer-policy/#determine-requests-referrer|Referrer Policy §8.3. Determine request's Referrer}, step 7
* @callback module:utils/referrer~referrerOriginCallback
* @param {external:URL} referrerOrigin
* @returns {external:URL} modified referrerOrigin
*/
/**
* @see {@link https://w3c.github.io/webappsec-referrer-policy/#determine-requests-referrer|Referrer Policy §8.3. Determine request's Referrer}
* @param {Request} request
* @param {object} o
* @param {module:utils/referrer~referrerURLCallback} o.referrerURLCallback
* @param {module:utils/referrer~referrerOriginCallback} o.referrerOriginCallback
* @returns {external:URL} Request's referrer
*/
function determineRequestsReferrer(request, { referrerURLCallback, referrerOriginCallback } = {}) {
	if (request.referrer === "no-referrer" || request.referrerPolicy === "") return null;
	const policy = request.referrerPolicy;
	if (request.referrer === "about:client") return "no-referrer";
	const referrerSource = request.referrer;
	let referrerURL = stripURLForUseAsAReferrer(referrerSource);
	let referrerOrigin = stripURLForUseAsAReferrer(referrerSource, true);
	if (referrerURL.toString().length > 4096) referrerURL = referrerOrigin;
	if (referrerURLCallback) referrerURL = referrerURLCallback(referrerURL);
	if (referrerOriginCallback) referrerOrigin = referrerOriginCallback(referrerOrigin);
	const currentURL = new URL(request.url);
	switch (policy) {
		case "no-referrer": return "no-referrer";
		case "origin": return referrerOrigin;
		case "unsafe-url": return referrerURL;
		case "strict-origin":
			if (isUrlPotentiallyTrustworthy(referrerURL) && !isUrlPotentiallyTrustworthy(currentURL)) return "no-referrer";
			return referrerOrigin.toString();
		case "strict-origin-when-cross-origin":
			if (referrerURL.origin === currentURL.origin) return referrerURL;
			if (isUrlPotentiallyTrustworthy(referrerURL) && !isUrlPotentiallyTrustworthy(currentURL)) return "no-referrer";
			return referrerOrigin;
		case "same-origin":
			if (referrerURL.origin === currentURL.origin) return referrerURL;
			return "no-referrer";
		case "origin-when-cross-origin":
			if (referrerURL.origin === currentURL.origin) return referrerURL;
			return referrerOrigin;
		case "no-referrer-when-downgrade":
			if (isUrlPotentiallyTrustworthy(referrerURL) && !isUrlPotentiallyTrustworthy(currentURL)) return "no-referrer";
			return referrerURL;
		default: throw new TypeError(`Invalid referrerPolicy: ${policy}`);
	}
}
/**
* @see {@link https://w3c.github.io/webappsec-referrer-policy/#parse-referrer-policy-from-header|Referrer Policy §8.1. Parse a referrer policy from a Referrer-Policy header}
* @param {Headers} headers Response headers
* @returns {string} policy
*/
function parseReferrerPolicyFromHeader(headers) {
	const policyTokens = (headers.get("referrer-policy") || "").split(/[,\s]+/);
	let policy = "";
	for (const token of policyTokens) if (token && ReferrerPolicy.has(token)) policy = token;
	return policy;
}

// node_modules/node-fetch/src/request.js
/**
* Request.js
*
* Request class contains server only options
*
* All spec algorithm step numbers are based on https://fetch.spec.whatwg.org/commit-snapshots/ae716822cb3a61843226cd090eefc6589446c1d2/.
*/
const INTERNALS = Symbol("Request internals");
/**
* Check if `obj` is an instance of Request.
*
* @param  {*} object
* @return {boolean}
*/
const isRequest = (object) => {
	return typeof object === "object" && typeof object[INTERNALS] === "object";
};
const doBadDataWarn = deprecate(() => {}, ".data is not a valid RequestInit property, use .body instead", "https://github.com/node-fetch/node-fetch/issues/1000 (request)");
/**
* Request class
*
* Ref: https://fetch.spec.whatwg.org/#request-class
*
* @param   Mixed   input  Url or Request instance
* @param   Object  init   Custom options
* @return  Void
*/
var Request = class Request extends Body {
	constructor(input, init = {}) {
		let parsedURL;
		if (isRequest(input)) parsedURL = new URL(input.url);
		else {
			parsedURL = new URL(input);
			input = {};
		}
		if (parsedURL.username !== "" || parsedURL.password !== "") throw new TypeError(`${parsedURL} is an url with embedded credentials.`);
		let method = init.method || input.method || "GET";
		if (/^(delete|get|head|options|post|put)$/i.test(method)) method = method.toUpperCase();
		if (!isRequest(init) && "data" in init) doBadDataWarn();
		if ((init.body != null || isRequest(input) && input.body !== null) && (method === "GET" || method === "HEAD")) throw new TypeError("Request with GET/HEAD method cannot have body");
		const inputBody = init.body ? init.body : isRequest(input) && input.body !== null ? clone(input) : null;
		super(inputBody, { size: init.size || input.size || 0 });
		const headers = new Headers(init.headers || input.headers || {});
		if (inputBody !== null && !headers.has("Content-Type")) {
			const contentType = extractContentType(inputBody, this);
			if (contentType) headers.set("Content-Type", contentType);
		}
		let signal = isRequest(input) ? input.signal : null;
		if ("signal" in init) signal = init.signal;
		if (signal != null && !isAbortSignal(signal)) throw new TypeError("Expected signal to be an instanceof AbortSignal or EventTarget");
		let referrer = init.referrer == null ? input.referrer : init.referrer;
		if (referrer === "") referrer = "no-referrer";
		else if (referrer) {
			const parsedReferrer = new URL(referrer);
			referrer = /^about:(\/\/)?client$/.test(parsedReferrer) ? "client" : parsedReferrer;
		} else referrer = void 0;
		this[INTERNALS] = {
			method,
			redirect: init.redirect || input.redirect || "follow",
			headers,
			parsedURL,
			signal,
			referrer
		};
		this.follow = init.follow === void 0 ? input.follow === void 0 ? 20 : input.follow : init.follow;
		this.compress = init.compress === void 0 ? input.compress === void 0 ? true : input.compress : init.compress;
		this.counter = init.counter || input.counter || 0;
		this.agent = init.agent || input.agent;
		this.highWaterMark = init.highWaterMark || input.highWaterMark || 16384;
		this.insecureHTTPParser = init.insecureHTTPParser || input.insecureHTTPParser || false;
		this.referrerPolicy = init.referrerPolicy || input.referrerPolicy || "";
	}
	/** @returns {string} */
	get method() {
		return this[INTERNALS].method;
	}
	/** @returns {string} */
	get url() {
		return format(this[INTERNALS].parsedURL);
	}
	/** @returns {Headers} */
	get headers() {
		return this[INTERNALS].headers;
	}
	get redirect() {
		return this[INTERNALS].redirect;
	}
	/** @returns {AbortSignal} */
	get signal() {
		return this[INTERNALS].signal;
	}
	get referrer() {
		if (this[INTERNALS].referrer === "no-referrer") return "";
		if (this[INTERNALS].referrer === "client") return "about:client";
		if (this[INTERNALS].referrer) return this[INTERNALS].referrer.toString();
	}
	get referrerPolicy() {
		return this[INTERNALS].referrerPolicy;
	}
	set referrerPolicy(referrerPolicy) {
		this[INTERNALS].referrerPolicy = validateReferrerPolicy(referrerPolicy);
	}
	/**
	* Clone this request
	*
	* @return  Request
	*/
	clone() {
		return new Request(this);
	}
	get [Symbol.toStringTag]() {
		return "Request";
	}
};
Object.defineProperties(Request.prototype, {
	method: { enumerable: true },
	url: { enumerable: true },
	headers: { enumerable: true },
	redirect: { enumerable: true },
	clone: { enumerable: true },
	signal: { enumerable: true },
	referrer: { enumerable: true },
	referrerPolicy: { enumerable: true }
});
/**
* Convert a Request to Node.js http request options.
*
* @param {Request} request - A Request instance
* @return The options object to be passed to http.request
*/
const getNodeRequestOptions = (request) => {
	const { parsedURL } = request[INTERNALS];
	const headers = new Headers(request[INTERNALS].headers);
	if (!headers.has("Accept")) headers.set("Accept", "*/*");
	let contentLengthValue = null;
	if (request.body === null && /^(post|put)$/i.test(request.method)) contentLengthValue = "0";
	if (request.body !== null) {
		const totalBytes = getTotalBytes(request);
		if (typeof totalBytes === "number" && !Number.isNaN(totalBytes)) contentLengthValue = String(totalBytes);
	}
	if (contentLengthValue) headers.set("Content-Length", contentLengthValue);
	if (request.referrerPolicy === "") request.referrerPolicy = DEFAULT_REFERRER_POLICY;
	if (request.referrer && request.referrer !== "no-referrer") request[INTERNALS].referrer = determineRequestsReferrer(request);
	else request[INTERNALS].referrer = "no-referrer";
	if (request[INTERNALS].referrer instanceof URL) headers.set("Referer", request.referrer);
	if (!headers.has("User-Agent")) headers.set("User-Agent", "node-fetch");
	if (request.compress && !headers.has("Accept-Encoding")) headers.set("Accept-Encoding", "gzip, deflate, br");
	let { agent } = request;
	if (typeof agent === "function") agent = agent(parsedURL);
	const search = getSearch(parsedURL);
	return {
		/** @type {URL} */
		parsedURL,
		options: {
			path: parsedURL.pathname + search,
			method: request.method,
			headers: headers[Symbol.for("nodejs.util.inspect.custom")](),
			insecureHTTPParser: request.insecureHTTPParser,
			agent
		}
	};
};

// node_modules/node-fetch/src/errors/abort-error.js
/**
* AbortError interface for cancelled requests
*/
var AbortError = class extends FetchBaseError {
	constructor(message, type = "aborted") {
		super(message, type);
	}
};

// node_modules/node-fetch/src/index.js
/**
* Index.js
*
* a request API compatible with window.fetch
*
* All spec algorithm step numbers are based on https://fetch.spec.whatwg.org/commit-snapshots/ae716822cb3a61843226cd090eefc6589446c1d2/.
*/
const supportedSchemas = /* @__PURE__ */ new Set([
	"data:",
	"http:",
	"https:"
]);
/**
* Fetch function
*
* @param   {string | URL | import('./request').default} url - Absolute url or Request instance
* @param   {*} [options_] - Fetch options
* @return  {Promise<import('./response').default>}
*/
async function fetch(url, options_) {
	return new Promise((resolve, reject) => {
		const request = new Request(url, options_);
		const { parsedURL, options } = getNodeRequestOptions(request);
		if (!supportedSchemas.has(parsedURL.protocol)) throw new TypeError(`node-fetch cannot load ${url}. URL scheme "${parsedURL.protocol.replace(/:$/, "")}" is not supported.`);
		if (parsedURL.protocol === "data:") {
			const data = dataUriToBuffer(request.url);
			resolve(new Response(data, { headers: { "Content-Type": data.typeFull } }));
			return;
		}
		const send = (parsedURL.protocol === "https:" ? https : http).request;
		const { signal } = request;
		let response = null;
		const abort = () => {
			const error = new AbortError("The operation was aborted.");
			reject(error);
			if (request.body && request.body instanceof Stream.Readable) request.body.destroy(error);
			if (!response || !response.body) return;
			response.body.emit("error", error);
		};
		if (signal && signal.aborted) {
			abort();
			return;
		}
		const abortAndFinalize = () => {
			abort();
			finalize();
		};
		const request_ = send(parsedURL.toString(), options);
		if (signal) signal.addEventListener("abort", abortAndFinalize);
		const finalize = () => {
			request_.abort();
			if (signal) signal.removeEventListener("abort", abortAndFinalize);
		};
		request_.on("error", (error) => {
			reject(new FetchError(`request to ${request.url} failed, reason: ${error.message}`, "system", error));
			finalize();
		});
		fixResponseChunkedTransferBadEnding(request_, (error) => {
			if (response && response.body) response.body.destroy(error);
		});
		/* c8 ignore next 18 */
		if (process.version < "v14") request_.on("socket", (s) => {
			let endedWithEventsCount;
			s.prependListener("end", () => {
				endedWithEventsCount = s._eventsCount;
			});
			s.prependListener("close", (hadError) => {
				if (response && endedWithEventsCount < s._eventsCount && !hadError) {
					const error = /* @__PURE__ */ new Error("Premature close");
					error.code = "ERR_STREAM_PREMATURE_CLOSE";
					response.body.emit("error", error);
				}
			});
		});
		request_.on("response", (response_) => {
			request_.setTimeout(0);
			const headers = fromRawHeaders(response_.rawHeaders);
			if (isRedirect(response_.statusCode)) {
				const location = headers.get("Location");
				let locationURL = null;
				try {
					locationURL = location === null ? null : new URL(location, request.url);
				} catch {
					if (request.redirect !== "manual") {
						reject(new FetchError(`uri requested responds with an invalid redirect URL: ${location}`, "invalid-redirect"));
						finalize();
						return;
					}
				}
				switch (request.redirect) {
					case "error":
						reject(new FetchError(`uri requested responds with a redirect, redirect mode is set to error: ${request.url}`, "no-redirect"));
						finalize();
						return;
					case "manual": break;
					case "follow": {
						if (locationURL === null) break;
						if (request.counter >= request.follow) {
							reject(new FetchError(`maximum redirect reached at: ${request.url}`, "max-redirect"));
							finalize();
							return;
						}
						const requestOptions = {
							headers: new Headers(request.headers),
							follow: request.follow,
							counter: request.counter + 1,
							agent: request.agent,
							compress: request.compress,
							method: request.method,
							body: clone(request),
							signal: request.signal,
							size: request.size,
							referrer: request.referrer,
							referrerPolicy: request.referrerPolicy
						};
						if (!isDomainOrSubdomain(request.url, locationURL) || !isSameProtocol(request.url, locationURL)) for (const name of [
							"authorization",
							"www-authenticate",
							"cookie",
							"cookie2"
						]) requestOptions.headers.delete(name);
						if (response_.statusCode !== 303 && request.body && options_.body instanceof Stream.Readable) {
							reject(new FetchError("Cannot follow redirect with body being a readable stream", "unsupported-redirect"));
							finalize();
							return;
						}
						if (response_.statusCode === 303 || (response_.statusCode === 301 || response_.statusCode === 302) && request.method === "POST") {
							requestOptions.method = "GET";
							requestOptions.body = void 0;
							requestOptions.headers.delete("content-length");
						}
						const responseReferrerPolicy = parseReferrerPolicyFromHeader(headers);
						if (responseReferrerPolicy) requestOptions.referrerPolicy = responseReferrerPolicy;
						resolve(fetch(new Request(locationURL, requestOptions)));
						finalize();
						return;
					}
					default: return reject(/* @__PURE__ */ new TypeError(`Redirect option '${request.redirect}' is not a valid value of RequestRedirect`));
				}
			}
			if (signal) response_.once("end", () => {
				signal.removeEventListener("abort", abortAndFinalize);
			});
			let body = pipeline$1(response_, new PassThrough(), (error) => {
				if (error) reject(error);
			});
			/* c8 ignore next 3 */
			if (process.version < "v12.10") response_.on("aborted", abortAndFinalize);
			const responseOptions = {
				url: request.url,
				status: response_.statusCode,
				statusText: response_.statusMessage,
				headers,
				size: request.size,
				counter: request.counter,
				highWaterMark: request.highWaterMark
			};
			const codings = headers.get("Content-Encoding");
			if (!request.compress || request.method === "HEAD" || codings === null || response_.statusCode === 204 || response_.statusCode === 304) {
				response = new Response(body, responseOptions);
				resolve(response);
				return;
			}
			const zlibOptions = {
				flush: zlib.Z_SYNC_FLUSH,
				finishFlush: zlib.Z_SYNC_FLUSH
			};
			if (codings === "gzip" || codings === "x-gzip") {
				body = pipeline$1(body, zlib.createGunzip(zlibOptions), (error) => {
					if (error) reject(error);
				});
				response = new Response(body, responseOptions);
				resolve(response);
				return;
			}
			if (codings === "deflate" || codings === "x-deflate") {
				const raw = pipeline$1(response_, new PassThrough(), (error) => {
					if (error) reject(error);
				});
				raw.once("data", (chunk) => {
					if ((chunk[0] & 15) === 8) body = pipeline$1(body, zlib.createInflate(), (error) => {
						if (error) reject(error);
					});
					else body = pipeline$1(body, zlib.createInflateRaw(), (error) => {
						if (error) reject(error);
					});
					response = new Response(body, responseOptions);
					resolve(response);
				});
				raw.once("end", () => {
					if (!response) {
						response = new Response(body, responseOptions);
						resolve(response);
					}
				});
				return;
			}
			if (codings === "br") {
				body = pipeline$1(body, zlib.createBrotliDecompress(), (error) => {
					if (error) reject(error);
				});
				response = new Response(body, responseOptions);
				resolve(response);
				return;
			}
			response = new Response(body, responseOptions);
			resolve(response);
		});
		writeToStream(request_, request).catch(reject);
	});
}
function fixResponseChunkedTransferBadEnding(request, errorCallback) {
	const LAST_CHUNK = Buffer$1.from("0\r\n\r\n");
	let isChunkedTransfer = false;
	let properLastChunkReceived = false;
	let previousChunk;
	request.on("response", (response) => {
		const { headers } = response;
		isChunkedTransfer = headers["transfer-encoding"] === "chunked" && !headers["content-length"];
	});
	request.on("socket", (socket) => {
		const onSocketClose = () => {
			if (isChunkedTransfer && !properLastChunkReceived) {
				const error = /* @__PURE__ */ new Error("Premature close");
				error.code = "ERR_STREAM_PREMATURE_CLOSE";
				errorCallback(error);
			}
		};
		const onData = (buf) => {
			properLastChunkReceived = Buffer$1.compare(buf.slice(-5), LAST_CHUNK) === 0;
			if (!properLastChunkReceived && previousChunk) properLastChunkReceived = Buffer$1.compare(previousChunk.slice(-3), LAST_CHUNK.slice(0, 3)) === 0 && Buffer$1.compare(buf.slice(-2), LAST_CHUNK.slice(3)) === 0;
			previousChunk = buf;
		};
		socket.prependListener("close", onSocketClose);
		socket.on("data", onData);
		request.on("close", () => {
			socket.removeListener("close", onSocketClose);
			socket.removeListener("data", onData);
		});
	});
}

// src/runner/http.ts
/** No whole answer came. The message is one sentence with host and path; it never holds the query, a header or a body. */
var TransferError = class extends Error {
	name = "TransferError";
	kind;
	constructor(kind, message) {
		super(message);
		this.kind = kind;
	}
};
const unzip = promisify(gunzip);
/** node-fetch behind a time limit, a size limit, a proxy, and the check that each body is whole. Redirects are not followed. */
function createHttp(options) {
	const agentFor = createAgents(options.proxyFor);
	return async (request, signal) => {
		signal.throwIfAborted();
		const url = new URL(request.url);
		const proxy = options.proxyFor(request.url);
		const place = `${request.method} ${url.host}${url.pathname}${proxy === void 0 ? "" : ` through the proxy ${new URL(proxy).host}`}`;
		const ending = new AbortController();
		let timedOut = false;
		const timer = setTimeout(() => {
			timedOut = true;
			ending.abort();
		}, options.timeoutMs);
		const stop = () => ending.abort();
		signal.addEventListener("abort", stop, { once: true });
		let stage = "network";
		try {
			const response = await fetch(request.url, {
				method: request.method,
				headers: {
					"Accept-Encoding": "gzip",
					...request.headers
				},
				...request.body === void 0 ? {} : { body: request.body },
				agent: agentFor(request.url),
				compress: false,
				redirect: "manual",
				signal: ending.signal
			});
			response.body?.on("error", () => {});
			stage = "cut";
			if (response.status >= 300 && response.status < 400) throw redirected(response, place);
			const body = await unpack$1(response, await readRaw(response, options.maxBytes, place), options.maxBytes, place);
			return {
				status: response.status,
				header: (name) => response.headers.get(name) ?? void 0,
				body,
				received: options.clock.now()
			};
		} catch (error) {
			signal.throwIfAborted();
			if (timedOut) throw new TransferError("timeout", `${place}: no whole answer within ${options.timeoutMs / 1e3} s.`);
			if (error instanceof TransferError) throw error;
			throw new TransferError(stage, `${place}: ${stage === "network" ? "no answer" : "the answer was cut off"}${reasonOf$1(error)}.`);
		} finally {
			clearTimeout(timer);
			signal.removeEventListener("abort", stop);
			ending.abort();
		}
	};
}
/** Collects the body as it was sent, and makes sure that its end was seen. */
async function readRaw(response, maxBytes, place) {
	const announced = response.headers.get("content-length");
	const chunks = [];
	let size = 0;
	for await (const chunk of response.body ?? []) {
		const bytes = typeof chunk === "string" ? Buffer.from(chunk) : chunk;
		size += bytes.length;
		if (size > maxBytes) throw tooLarge(place, maxBytes);
		chunks.push(bytes);
	}
	if (announced !== null) {
		if (Number(announced) !== size) throw new TransferError("cut", `${place}: the answer was cut off, ${size} of ${Number(announced)} bytes came.`);
	} else if (!/(?:^|[\s,])chunked\s*$/i.test(response.headers.get("transfer-encoding") ?? "")) {
		if (response.ok && response.status !== 204 && codingOf(response) !== "gzip") throw new TransferError("cut", `${place}: the answer doesn't say where it ends, so it can't be known to be whole.`);
	}
	return Buffer.concat(chunks, size);
}
/** Undoes gzip. Exactly one member is accepted, and its own record of its length and checksum must be the last 8 bytes. */
async function unpack$1(response, raw, maxBytes, place) {
	const coding = codingOf(response);
	if (coding === "identity" || raw.length === 0) return raw;
	if (coding !== "gzip") throw new TransferError("cut", `${place}: the answer is packed in a way that was not asked for.`);
	let body;
	try {
		body = await unzip(raw, { maxOutputLength: maxBytes });
	} catch (error) {
		if (codeOf(error) === "ERR_BUFFER_TOO_LARGE") throw tooLarge(place, maxBytes);
		throw new TransferError("cut", `${place}: the gzip answer is cut off or damaged${reasonOf$1(error)}.`);
	}
	if (!(raw.readUInt32LE(raw.length - 4) === body.length % 2 ** 32 && raw.readUInt32LE(raw.length - 8) === crc32(body))) throw new TransferError("cut", `${place}: the gzip answer doesn't end where its content does.`);
	return body;
}
function codingOf(response) {
	const coding = response.headers.get("content-encoding")?.trim().toLowerCase() ?? "";
	if (coding === "" || coding === "identity") return "identity";
	return coding === "gzip" || coding === "x-gzip" ? "gzip" : "other";
}
function tooLarge(place, maxBytes) {
	return new TransferError("too-large", `${place}: the answer is larger than ${maxBytes} bytes.`);
}
function redirected(response, place) {
	const location = response.headers.get("location") ?? "";
	const host = URL.canParse(location) ? new URL(location).hostname : "";
	const target = /^[a-z0-9.-]{1,100}$/.test(host) ? ` to ${host}` : "";
	return new TransferError("redirect", `${place}: HTTP ${response.status}, a redirect${target}, which is not followed since it could carry credentials away.`);
}
/** The system's code of an error, and nothing else of it: messages of node-fetch hold the whole URL. */
function reasonOf$1(error) {
	const code = codeOf(error);
	return code === void 0 ? "" : ` (${code})`;
}
function codeOf(error) {
	const code = error instanceof Error && "code" in error ? error.code : void 0;
	return typeof code === "string" && /^[A-Z][A-Z0-9_]{1,60}$/.test(code) ? code : void 0;
}
/** One keep-alive agent for each way to go. node-fetch reads no proxy variables; Node's agents do if told (Node 24.5). */
function createAgents(proxyFor) {
	const agents = /* @__PURE__ */ new Map();
	return (url) => {
		const proxy = proxyFor(url);
		const secure = new URL(url).protocol === "https:";
		const key = `${secure} ${proxy ?? ""}`;
		const known = agents.get(key);
		if (known) return known;
		const agent = secure ? new Agent$1({
			keepAlive: true,
			...proxy === void 0 ? {} : { proxyEnv: { HTTPS_PROXY: proxy } }
		}) : new Agent({
			keepAlive: true,
			...proxy === void 0 ? {} : { proxyEnv: { HTTP_PROXY: proxy } }
		});
		agents.set(key, agent);
		return agent;
	};
}
/**
* Which proxy a URL goes through, by HTTPS_PROXY, HTTP_PROXY and NO_PROXY in either case (lower case first, as curl does).
* Loopback is never proxied; an entry of NO_PROXY is `*`, a host or a parent domain of it (`.example.com`, `*.example.com`), each with or without a port.
* @throws SettingsError if a variable that is set is not an http or https address.
*/
function proxyFromEnvironment(env) {
	const read = (name) => env[name.toLowerCase()] || env[name] || "";
	const forHttps = proxyAddress("HTTPS_PROXY", read("HTTPS_PROXY"));
	const forHttp = proxyAddress("HTTP_PROXY", read("HTTP_PROXY"));
	const exceptions = read("NO_PROXY").split(/[\s,]+/).map((entry) => entry.toLowerCase().replace(/^\*?\./, "")).filter((entry) => entry !== "");
	return (text) => {
		const url = new URL(text);
		const proxy = url.protocol === "https:" ? forHttps : forHttp;
		if (proxy === void 0 || isLoopback(url.hostname)) return void 0;
		const port = url.port || (url.protocol === "https:" ? "443" : "80");
		const names = [url.hostname, `${url.hostname}:${port}`];
		return exceptions.some((entry) => entry === "*" || names.some((name) => name === entry || name.endsWith(`.${entry}`))) ? void 0 : proxy;
	};
}
/** The value is not shown: it may hold a password. */
function proxyAddress(name, value) {
	const text = value.trim();
	if (text === "") return void 0;
	const full = text.includes("://") ? text : `http://${text}`;
	const url = URL.canParse(full) ? new URL(full) : void 0;
	if (url === void 0 || !/^https?:$/.test(url.protocol) || url.hostname === "") throw new SettingsError(name, `${name} is not the address of a proxy: http://host:port or https://host:port is allowed.`);
	return url.href;
}
function isLoopback(hostname) {
	return /^(localhost|.+\.localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
}

// src/github/api.ts
/**
* GitHub, or the way to it, failed. The message is one sentence: what happened, with status, and what to do. It never holds a
* body, a header or the token.
*/
var GitHubError = class extends Error {
	name = "GitHubError";
	status;
	/** True if no other request of this run would fare better. */
	final;
	constructor(message, details) {
		super(message);
		this.status = details.status;
		this.final = details.final;
	}
};
const PAGE = 100;
/** The token of a job may send 1000 requests an hour in a repository, and other steps want some (docs: rate limits for the REST API). */
const MOST_REQUESTS = 500;
const ATTEMPTS$1 = 3;
/** What GitHub asks for between two requests that write (docs: best practices for using the REST API). */
const BETWEEN_WRITES_MS = 1e3;
/** Where a secondary limit names no time (docs: rate limits for the REST API). */
const UNNAMED_WAIT_MS = 6e4;
/** Longer than this is not waited for: the issues can be mended by the next run. */
const LONGEST_WAIT_MS$1 = 12e4;
/** GITHUB_API_URL without a `/` at its end; undefined if it isn't https, or http to this machine. */
function apiBaseOf(env) {
	const api = URL.parse(env.GITHUB_API_URL ?? "");
	if (!api || !(api.protocol === "https:" || api.protocol === "http:" && isLoopback$1(api.hostname))) return void 0;
	return `${api.origin}${api.pathname.replace(/\/$/, "")}`;
}
/** What each request to GitHub's REST API carries (docs: getting started with the REST API). */
function headersFor(token) {
	return {
		Accept: "application/vnd.github+json",
		Authorization: `Bearer ${token}`,
		"X-GitHub-Api-Version": "2022-11-28",
		"User-Agent": "mimecast-audit-collector"
	};
}
/**
* GitHub's REST API for one run: one request after the other, at most 500. What may pass is tried again, but never a POST
* whose outcome is not known: it could make the same thing twice. Redirects are errors, so the token goes nowhere else.
*/
function createApi$1(options) {
	const { base, token, http, clock, log, signal } = options;
	let sent = 0;
	let lastWrite = Number.NEGATIVE_INFINITY;
	async function once({ method, path, body, what }) {
		if (method !== "GET") {
			const wait = lastWrite + BETWEEN_WRITES_MS - clock.now();
			if (wait > 0) await clock.sleep(wait, signal);
		}
		if (sent >= MOST_REQUESTS) throw new GitHubError(`This run has sent ${MOST_REQUESTS} requests to GitHub, which is its limit: the next run goes on.`, { final: true });
		sent += 1;
		const json = body === void 0 ? {} : { body: JSON.stringify(body) };
		const type = body === void 0 ? {} : { "Content-Type": "application/json" };
		try {
			const answer = await http({
				method,
				url: base + path,
				headers: {
					...headersFor(token),
					...type
				},
				...json
			}, signal);
			if (answer.status >= 200 && answer.status < 300) return answer;
			throw faultOf(answer, what, clock.now());
		} catch (error) {
			if (!(error instanceof TransferError)) throw error;
			throw new PassingError(error.message, {
				final: true,
				refused: false,
				waitMs: 0,
				lasts: error.kind === "redirect"
			});
		} finally {
			if (method !== "GET") lastWrite = clock.now();
		}
	}
	const send = (question) => retry(() => once(question), (error) => verdictOn(error, question.method), {
		label: `GitHub, ${question.what}`,
		attempts: ATTEMPTS$1,
		baseMs: 1e3,
		capMs: 8e3,
		clock,
		log,
		signal
	});
	return {
		ask: async (question) => jsonOf(await send(question), question.what),
		async list(path, what, mostPages) {
			const items = [];
			const join = path.includes("?") ? "&" : "?";
			let next = `${path}${join}per_page=${PAGE}`;
			for (let page = 1; next !== void 0; page += 1) {
				if (page > mostPages) return {
					items,
					whole: false
				};
				const answer = await send({
					method: "GET",
					path: next,
					what
				});
				const found = jsonOf(answer, what);
				if (!Array.isArray(found)) throw new GitHubError(`GitHub answered, when asked ${what}, with something that is no list.`, { final: true });
				items.push(...found);
				const counted = found.length < PAGE ? void 0 : `${path}${join}per_page=${PAGE}&page=${page + 1}`;
				next = nextIn(answer.header("link"), base, what) ?? counted;
			}
			return {
				items,
				whole: true
			};
		}
	};
}
/** A refusal or failure that may pass. */
var PassingError = class extends GitHubError {
	/** True if GitHub certainly did nothing. */
	refused;
	waitMs;
	/** True if it won't pass in this run. */
	lasts;
	constructor(message, details) {
		super(message, details);
		this.refused = details.refused;
		this.waitMs = details.waitMs;
		this.lasts = details.lasts;
	}
};
function verdictOn(error, method) {
	if (!(error instanceof PassingError) || error.lasts || method === "POST" && !error.refused) return { retry: false };
	const why = error.status === void 0 ? "no whole answer" : `HTTP ${error.status}`;
	return {
		retry: true,
		waitMs: error.waitMs,
		why
	};
}
/** What an answer that is no success means. GitHub's own words are read to tell its refusals apart, and never shown. */
function faultOf(answer, what, now) {
	const { status } = answer;
	const words = wordsOf(answer);
	const wait = limitWait(answer, words, now);
	if (wait !== void 0) {
		const until = new Date(now + wait).toISOString().slice(11, 16);
		return new PassingError(`GitHub's rate limit is used up until ${until} UTC (HTTP ${status}): the next run goes on with the issues.`, {
			status,
			final: true,
			refused: true,
			waitMs: wait,
			lasts: wait > LONGEST_WAIT_MS$1
		});
	}
	if (status >= 500) return new PassingError(`GitHub answered HTTP ${status} when asked ${what}: the next run tries again.`, {
		status,
		final: true,
		refused: false,
		waitMs: 0,
		lasts: false
	});
	if (status === 401) return new GitHubError("GitHub does not accept the token of the input github-token (HTTP 401).", {
		status,
		final: true
	});
	if (status === 403 && words.includes("archived")) return new GitHubError(`GitHub refused ${what} (HTTP 403): the repository is archived.`, {
		status,
		final: true
	});
	if (status === 403 && words.includes("locked")) return new GitHubError(`GitHub refused ${what} (HTTP 403): the issue is locked.`, {
		status,
		final: false
	});
	if (status === 403) return new GitHubError(permissionSentence(what, status), {
		status,
		final: true
	});
	if (status === 404) return new GitHubError(permissionSentence(what, status), {
		status,
		final: false
	});
	if (status === 410) return new GitHubError(`GitHub refused ${what} (HTTP 410): issues are switched off in this repository, switch them on in its settings or set open-issues to false.`, {
		status,
		final: false
	});
	return new GitHubError(`GitHub did not take the request ${what} (HTTP ${status}).`, {
		status,
		final: false
	});
}
function permissionSentence(what, status) {
	return `GitHub refused ${what} (HTTP ${status}): github-token lacks the right, add the line "issues: write" below "permissions:" of the job (permissions: issues: write).`;
}
/** How long to stay away, ms, if the answer is about a rate limit (docs: rate limits for the REST API). */
function limitWait(answer, words, now) {
	if (answer.status !== 403 && answer.status !== 429) return void 0;
	const after = answer.header("retry-after") ?? "";
	if (/^\d{1,9}$/.test(after)) return Number(after) * 1e3;
	const reset = answer.header("x-ratelimit-reset") ?? "";
	if (answer.header("x-ratelimit-remaining") === "0" && /^\d{1,11}$/.test(reset)) return Math.max(1e3, Number(reset) * 1e3 - now + 1e3);
	return answer.status === 429 || words.includes("rate limit") ? UNNAMED_WAIT_MS : void 0;
}
/** `message` of a refusal in lower case, to be compared only. */
function wordsOf(answer) {
	try {
		const json = JSON.parse(answer.body.toString());
		const message = typeof json === "object" && json !== null && "message" in json ? json.message : void 0;
		return typeof message === "string" ? message.toLowerCase() : "";
	} catch {
		return "";
	}
}
function jsonOf(answer, what) {
	try {
		return JSON.parse(answer.body.toString());
	} catch {
		throw new GitHubError(`GitHub answered HTTP ${answer.status} when asked ${what}, but not with JSON.`, {
			status: answer.status,
			final: true
		});
	}
}
/** Path and query of the next page; the token must not follow a link to another host. */
function nextIn(link, base, what) {
	const target = (link ?? "").split(",").find((part) => /;\s*rel="?next"?\s*(?:;|$)/.test(part))?.match(/<([^<>]*)>/)?.[1];
	if (target === void 0) return void 0;
	const url = URL.parse(target, base);
	const root = new URL(base);
	const rest = url === null ? "" : url.pathname + url.search;
	const below = root.pathname === "/" ? "" : root.pathname;
	if (url?.origin !== root.origin || !rest.startsWith(`${below}/`)) throw new GitHubError(`GitHub's next page, when asked ${what}, is at another address, which is not followed.`, { final: true });
	return rest.slice(below.length);
}

// src/github/answer.ts
/** @returns undefined for a pull request (GitHub's lists of issues hold those too) and for what is no issue. */
function issueIn(value) {
	const fields = fieldsOf$1(value);
	const { number, state } = fields;
	if (typeof number !== "number" || !Number.isSafeInteger(number) || number < 1) return void 0;
	if ("pull_request" in fields || state !== "open" && state !== "closed") return void 0;
	return {
		number,
		open: state === "open",
		body: textOf(fields.body),
		url: urlIn(fields.html_url),
		author: authorIn(fields),
		comments: typeof fields.comments === "number" ? fields.comments : 0,
		labels: itemsOf$1(fields.labels).map((label) => textOf(typeof label === "string" ? label : fieldsOf$1(label).name)),
		assignees: itemsOf$1(fields.assignees).map((user) => textOf(fieldsOf$1(user).login))
	};
}
/** @returns undefined for what is no comment. */
function commentIn(value) {
	const fields = fieldsOf$1(value);
	const created = Date.parse(textOf(fields.created_at));
	if (Number.isNaN(created)) return void 0;
	return {
		author: authorIn(fields),
		body: textOf(fields.body),
		created,
		url: urlIn(fields.html_url)
	};
}
/** True if the world may read the repository, also if that can't be told. */
function isPublic(repository) {
	return fieldsOf$1(repository).private !== true;
}
function authorIn(fields) {
	const user = fieldsOf$1(fields.user);
	return {
		login: textOf(user.login),
		type: textOf(user.type),
		association: textOf(fields.author_association)
	};
}
function urlIn(value) {
	const url = textOf(value);
	return /^https?:\/\/[\w.:/#-]{1,500}$/.test(url) ? url : void 0;
}
function textOf(value) {
	return typeof value === "string" ? value : "";
}
function itemsOf$1(value) {
	return Array.isArray(value) ? value : [];
}
function fieldsOf$1(value) {
	return typeof value === "object" && value !== null ? value : {};
}

// src/github/insiders.ts
const BELONGING = [
	"OWNER",
	"MEMBER",
	"COLLABORATOR"
];
/**
* Owners, members and collaborators belong to a repository, and whoever may write to it: the token of a job can't see private
* memberships and is told NONE or CONTRIBUTOR for such people (https://github.com/actions/github-script/issues/365), so their
* permission is asked for (docs: get repository permissions for a user), once each.
*/
function createInsiders(api, repository) {
	const known = /* @__PURE__ */ new Map();
	return async ({ login, association }) => {
		if (BELONGING.includes(association)) return true;
		if (!/^[A-Za-z0-9_-]{1,100}$/.test(login)) return false;
		const before = known.get(login);
		if (before !== void 0) return before;
		const may = await mayWrite(api, repository, login);
		known.set(login, may);
		return may;
	};
}
async function mayWrite(api, repository, login) {
	const path = `/repos/${repository}/collaborators/${login}/permission`;
	try {
		const answer = await api.ask({
			method: "GET",
			path,
			what: "to tell who may write to the repository"
		});
		const permission = typeof answer === "object" && answer !== null && "permission" in answer ? answer.permission : "";
		return permission === "admin" || permission === "write";
	} catch (error) {
		if (error instanceof GitHubError && (error.status === 403 || error.status === 404)) return false;
		throw error;
	}
}

// src/github/marker.ts
const NAME = "mimecast-audit-collector";
const LINE$1 = /^<!-- mimecast-audit-collector session=([\w-]{1,64}) anchor=([\w-]{1,64}) tenant=([\w-]{1,64}) acts=(\d{1,9}) verdict=(expected|unexplained|against-policy) text=([\w-]{1,64}) -->\r?$/m;
/** The hidden line of an issue: an HTML comment, which GitHub shows to nobody who reads the page. */
function markerLine({ session, anchor, tenant, acts, verdict, text }) {
	return `<!-- ${NAME} session=${session} anchor=${anchor} tenant=${tenant} acts=${acts} verdict=${verdict} text=${text} -->`;
}
/** @returns undefined if the text has no such line. Who wrote it is for the caller to ask. */
function markerIn(body) {
	const [, session, anchor, tenant, acts, verdict, text] = LINE$1.exec(body) ?? [];
	if (!session || !anchor || !tenant || !acts || !verdict || !text) return void 0;
	return {
		session,
		anchor,
		tenant,
		acts: Number(acts),
		verdict,
		text
	};
}
/** The hidden line of a comment. */
function commentMark(mark) {
	return `<!-- ${NAME} ${mark} -->`;
}
/** @returns undefined if the comment has no such line. */
function commentMarkIn(body) {
	const [, mark] = /^<!-- mimecast-audit-collector (changed|asked|expected|merged) -->\r?$/m.exec(body) ?? [];
	return mark;
}
/** The tenant as issues name it: a hash, since its name need not be known to whoever may read them. */
function tenantMark(tenant) {
	return shortHash(`tenant|${tenant}`);
}
/** 22 characters of a SHA-256. */
function shortHash(text) {
	return hash("sha256", text, "base64url").slice(0, 22);
}
/** All acts of a session, also those that are not listed. */
function actsOf({ session }) {
	return Object.values(session.counts).reduce((sum, count) => sum + count, 0);
}

// src/github/issue-text.ts
const LISTED_ACTS = 50;
const LISTED_NAMES = 20;
/** UTF-16 units of one text from outside: all that is listed stays far below the 65,536 that GitHub takes. */
const TEXT_LIMIT = 120;
const KINDS = {
	"signed-in": "signed in",
	"signed-out": "signed out",
	seen: "seen",
	changed: "changed",
	exported: "exported",
	unknown: "other"
};
const FIRSTS = {
	person: "the person",
	network: "the network",
	act: "the kind of act"
};
/**
* The issue about one session. Every text from outside stands in a code span: GitHub looks for mentions, references and
* addresses after Markdown, in everything but code, so no escape keeps an `@` from notifying somebody
* (https://github.com/github/markup/issues/1168).
*/
function draftOf(judged, options) {
	const { session, verdict } = judged;
	const title = titleOf(judged, options);
	const told = (of) => [
		leadOf(of),
		factsOf(of, options),
		actsText(of, options),
		ADVICE
	];
	const marker = {
		session: session.id,
		anchor: session.acts[0]?.key ?? session.id,
		tenant: tenantMark(options.tenant),
		acts: actsOf(judged),
		verdict: verdict === "not-judged" ? "unexplained" : verdict,
		text: shortHash([title, ...told({
			...judged,
			firsts: []
		})].join("\n"))
	};
	return {
		title,
		body: [
			...told(judged),
			linksOf(options),
			markerLine(marker)
		].join("\n\n"),
		marker
	};
}
/** The title names no person: titles are in the subject of mails and in lists. */
function titleOf(judged, { tenant, timeZone, audience }) {
	const begin = momentOf$1(judged.session.first, timeZone);
	const name = tenant.replace(/[^\p{L}\p{N} ._-]/gu, "_");
	const whose = audience === "public" ? "" : ` (tenant ${name})`;
	return `Provider access of ${begin.slice(0, 16)}: ${countOf(actsOf(judged), "act")}, ${judged.verdict}${whose}`;
}
function leadOf(judged) {
	const acts = actsOf(judged);
	switch (judged.verdict) {
		case "expected": return "The provider was in the account, and approvals explain all that was done.";
		case "against-policy": return "The provider was in the account **against its policy**.";
		default:
			if (judged.unapproved >= acts) return "The provider was in the account, and **no approval explains it**.";
			return `The provider was in the account, and **no approval explains ${formatCount(judged.unapproved)} of ${countOf(acts, "act")}**.`;
	}
}
function factsOf(judged, { tenant, timeZone, audience }) {
	const { session, broken, firsts, approvedBy } = judged;
	const open = audience === "private";
	const counted = Object.keys(KINDS).filter((kind) => session.counts[kind] > 0).map((kind) => `${formatCount(session.counts[kind])} ${KINDS[kind]}`);
	const began = session.wholeBeginning ? "" : "; it may have begun earlier";
	return [
		open ? `Tenant: ${codeSpan(tenant)}` : "",
		open ? `Person: ${session.person === void 0 ? "no act names one" : codeSpan(session.person)}` : "",
		`First act: ${momentOf$1(session.first, timeZone)}${began}`,
		`Last act: ${momentOf$1(session.last, timeZone)}, ${lengthOf(session.last - session.first)} after the first`,
		`Acts: ${formatCount(actsOf(judged))} (${counted.join(", ")})`,
		`Without an approval: ${countOf(judged.unapproved, "act")}`,
		session.contentActs > 0 ? `Content of mail was seen or exported in ${countOf(session.contentActs, "act")}` : "",
		open ? namesOf("Addresses", session.addresses) : "",
		open ? namesOf("Applications", session.applications) : "",
		open ? namesOf("Approvals", approvedBy.map(({ approval }) => approval.ticket)) : "",
		firsts.length > 0 ? `Not seen before: ${firsts.map((first) => FIRSTS[first]).join(", ")}` : "",
		...broken.map(({ rule, sentence }) => `Against the policy (${rule})${open ? `: ${plain(sentence)}` : ""}`)
	].filter((fact) => fact !== "").map((fact) => `- ${fact}`).join("\n");
}
function actsText(judged, { timeZone, audience }) {
	if (audience === "public") return "This repository is public, so who it was and what was done is not told here: see the evidence of the run.";
	const shown = judged.session.acts.slice(0, LISTED_ACTS);
	const hidden = actsOf(judged) - shown.length;
	const more = hidden > 0 ? [`- and ${formatCount(hidden)} more, in the evidence of the run`] : [];
	return [
		"### Acts",
		"",
		...shown.map((act) => `- ${actLine(act, timeZone)}`),
		...more
	].join("\n");
}
function actLine(act, timeZone) {
	return [
		`${momentOf$1(act.time, timeZone)} ${KINDS[act.kind]}`,
		act.auditType === void 0 ? "" : codeSpan(act.auditType),
		act.object === void 0 ? "" : codeSpan(act.object),
		act.content ? "**content of mail**" : "",
		act.outcome === "failure" ? "failed" : "",
		act.address === void 0 ? "" : `from ${codeSpan(act.address)}${moreOf(act.moreAddresses?.length ?? 0)}`,
		act.application === void 0 ? "" : `with ${codeSpan(act.application)}`
	].filter((part) => part !== "").join(", ");
}
const ADVICE = [
	"### What to do",
	"",
	"- If it was in order, close this issue with a comment that begins with `reason:`, for example `reason: agreed by phone, ticket 4711`. The next run takes its text and your login into the record of this access.",
	"- If an approval is missing, add it to the approvals file: the next run that sees this access closes the issue.",
	"- If nobody knows about it, ask the provider, and keep this issue open until there is an answer."
].join("\n");
function linksOf({ runUrl, artifactUrl }) {
	const links = [linkTo("Run that wrote this", runUrl), linkTo("its evidence", artifactUrl)].filter((link) => link !== "");
	return links.length === 0 ? "Where the run kept its evidence stands in its log." : `${links.join(", ")}.`;
}
function linkTo(text, url) {
	return url !== void 0 && /^https?:\/\/[\w.:/-]{1,500}$/.test(url) ? `[${text}](${url})` : "";
}
/** The comment on a session that has more acts or a worse verdict than its issue told: a changed text notifies nobody. */
function changedComment(before, now, reopened) {
	return comment("changed", `More is known of this access than this issue told.${now.acts > before.acts ? ` It has ${countOf(now.acts, "act")} now, and had ${formatCount(before.acts)}.` : ""}${now.verdict === before.verdict ? "" : ` Its verdict is ${now.verdict} now, and was ${before.verdict}.`} A reason that was given before does not count for it.${reopened ? " So the issue is open again." : ""}`);
}
/** The comment on an issue that somebody closed without saying why. */
function askedComment() {
	return comment("asked", "This issue was closed without a reason, so nobody has acknowledged the access, and it is open again. Please close it with a comment that begins with `reason:`. This is asked only once.");
}
/** The comment with which an issue is closed because approvals explain its session now. */
function expectedComment({ approvedBy }, audience) {
	const tickets = approvedBy.slice(0, LISTED_NAMES).map(({ approval }) => codeSpan(approval.ticket));
	return comment("expected", `Approvals explain this access now${audience === "public" || tickets.length === 0 ? "" : ` (${tickets.join(", ")})`}, so this issue is closed.`);
}
/** The comment with which an issue is closed because its session turned out to be a part of another one. */
function mergedComment(number) {
	return comment("merged", `This access is a part of the one in #${number}, so this issue is closed.`);
}
function comment(mark, text) {
	return `${text}\n\n${commentMark(mark)}`;
}
/**
* Text from outside as a code span of one line: it shows as it is, with control characters and direction marks as visible
* escapes, and does nothing. Its fence is longer than any run of backticks in it (https://spec.commonmark.org/0.31.2/#code-spans);
* of a run of more than eight the rest is an ellipsis.
*/
function codeSpan(text, limit = TEXT_LIMIT) {
	const shown = cut(visible(text.slice(0, limit + 1)).replace(/`{9,}/g, "````````…"), limit);
	if (/^\s*$/.test(shown)) return "(empty)";
	const longest = Math.max(0, ...(shown.match(/`+/g) ?? []).map((run) => run.length));
	const fence = "`".repeat(longest + 1);
	const pad = /^[`\s]|[`\s]$/.test(shown) ? " " : "";
	return fence + pad + shown + pad + fence;
}
/** A sentence of ours as it is; as code if anything in it could mean something to Markdown or GitHub. */
function plain(sentence) {
	return /^[\p{L}\p{N} ,.;()'%:/+-]+$/u.test(sentence) && !/:\/\/|www\.|GH-\d/i.test(sentence) ? cut(sentence, 240) : codeSpan(sentence, 240);
}
function namesOf(what, names) {
	if (names.length === 0) return "";
	return `${what}: ${names.slice(0, LISTED_NAMES).map((name) => codeSpan(name)).join(", ")}${moreOf(names.length - LISTED_NAMES)}`;
}
function moreOf(count) {
	return count > 0 ? ` and ${formatCount(count)} more` : "";
}
/** `2026-11-24 10:05:31 UTC+01:00`. @param ms ms UTC. */
function momentOf$1(ms, timeZone) {
	return new Intl.DateTimeFormat("sv-SE", {
		timeZone,
		year: "numeric",
		month: "2-digit",
		day: "2-digit",
		hour: "2-digit",
		minute: "2-digit",
		second: "2-digit",
		timeZoneName: "longOffset"
	}).format(ms).replace("GMT", "UTC").replace("−", "-");
}
/** To two units: `45 s`, `2 h 5 min`. */
function lengthOf(ms) {
	const seconds = Math.round(ms / 1e3);
	const parts = [
		[Math.floor(seconds / 3600), "h"],
		[Math.floor(seconds / 60) % 60, "min"],
		[seconds % 60, "s"]
	];
	const first = parts.findIndex(([count]) => count > 0);
	if (first < 0) return "0 s";
	return parts.slice(first, first + 2).filter(([count]) => count > 0).map(([count, unit]) => `${formatCount(count)} ${unit}`).join(" ");
}
function countOf(count, one) {
	return `${formatCount(count)} ${one}${count === 1 ? "" : "s"}`;
}
function formatCount(count) {
	return count.toLocaleString("en-US");
}

// src/github/talk.ts
const SILENCE = {
	reason: void 0,
	asked: false
};
const REASON_LIMIT = 500;
/**
* Reads the comments of an issue, oldest first. A reason counts only from a person who belongs to the repository: in a public
* one anybody may comment, and a bot agrees to nothing. Hidden lines of ours count only from bots and from those people.
* @throws as `belongs` does.
*/
async function talkOf(comments, belongs) {
	let talk = SILENCE;
	const sorted = [...comments].sort((one, other) => one.created - other.created);
	for (const { author, body, created, url } of sorted) {
		const mark = commentMarkIn(body);
		if (mark !== void 0) {
			if (author.type !== "Bot" && !await belongs(author)) continue;
			if (mark === "changed") talk = SILENCE;
			if (mark === "asked") talk = {
				...talk,
				asked: true
			};
			continue;
		}
		const reason = reasonIn(body);
		if (reason === void 0 || author.type !== "User" || !await belongs(author)) continue;
		talk = {
			...talk,
			reason: {
				by: author.login,
				at: created,
				reason,
				url
			}
		};
	}
	return talk;
}
/**
* What follows `reason:` (in any case) at the begin of a line, up to the next blank line, as one line of at most 500
* characters. What an answer by mail quotes of an older comment begins with `>` and is not taken.
* @returns undefined if there is none, or nothing follows.
*/
function reasonIn(body) {
	const lines = body.split(/\r\n|\n|\r/).map((line) => line.trim());
	const first = lines.findIndex((line) => line.slice(0, 7).toLowerCase() === "reason:");
	if (first < 0) return void 0;
	const rest = lines.slice(first);
	const end = rest.findIndex((line, index) => index > 0 && (line === "" || line.startsWith(">")));
	const text = (end < 0 ? rest : rest.slice(0, end)).join(" ").slice(7).trim();
	return text === "" ? void 0 : cut(text, REASON_LIMIT);
}

// src/github/known-issues.ts
/** 5000 issues. */
const MOST_PAGES$1 = 50;
/** 1000 comments. */
const MOST_COMMENT_PAGES = 10;
/**
* Our issues of a tenant, open and closed, that were changed since `since` (ms UTC). They are listed, not searched for: the
* search lags behind. A hidden line counts only if a bot wrote the issue (the token of a job or an app) or somebody who belongs to
* the repository: who opens an issue in a public repository may write anything into it.
* @param label that all of them have; undefined: all issues of the repository are read.
* @throws GitHubError; the signal's reason if it aborts.
*/
async function listKnown({ api, repository, belongs }, wanted) {
	const { items, whole } = await listIssues(api, `/repos/${repository}/issues?${new URLSearchParams({
		state: "all",
		sort: "created",
		direction: "asc",
		since: new Date(wanted.since).toISOString(),
		...wanted.label === void 0 ? {} : { labels: wanted.label }
	})}`);
	const all = [];
	for (const item of items) {
		const issue = issueIn(item);
		const marker = issue && markerIn(issue.body);
		if (!issue || marker?.tenant !== wanted.tenantMark) continue;
		if (issue.author.type === "Bot" || await belongs(issue.author)) all.push({
			issue,
			marker
		});
	}
	return {
		all,
		whole
	};
}
async function listIssues(api, path) {
	try {
		return await api.list(path, "to list the issues", MOST_PAGES$1);
	} catch (error) {
		if (!(error instanceof GitHubError)) throw error;
		throw new GitHubError(error.message, {
			status: error.status,
			final: true
		});
	}
}
/** Those of a session: first the one with its id, then those whose anchor is one of its acts, oldest first. */
function issuesOf$1(session, known) {
	const keys = new Set(session.acts.map(({ key }) => key));
	const fits = known.filter(({ marker }) => marker.session === session.id || keys.has(marker.anchor));
	const isNamed = ({ marker }) => Number(marker.session === session.id);
	return fits.sort((one, other) => isNamed(other) - isNamed(one) || one.issue.number - other.issue.number);
}
/** What the comments of a closed issue say. @throws GitHubError, also if there are too many to be read; the signal's reason if it aborts. */
async function talkAbout({ api, repository, belongs }, { number, comments }) {
	if (comments === 0) return SILENCE;
	const path = `/repos/${repository}/issues/${number}/comments`;
	const { items, whole } = await api.list(path, `to list the comments of issue ${number}`, MOST_COMMENT_PAGES);
	if (!whole) throw new GitHubError(`Issue ${number} has more than 1000 comments, so what they say is not known.`, { final: false });
	return talkOf(items.map(commentIn).filter((comment) => comment !== void 0), belongs);
}

// src/github/opening.ts
const LABEL_COLOUR = "b60205";
/** Labels are looked for, and made if they are missing, before the first issue is opened. What is not as wanted is told in the log. */
function createOpener(api, settings, log) {
	const { repository, labels, assignees } = settings;
	let labelled = false;
	let assignable = assignees;
	return async ({ title, body }) => {
		if (!labelled) for (const label of labels) await ensureLabel(api, repository, label);
		labelled = true;
		const fields = {
			title,
			body,
			labels
		};
		let issue;
		try {
			issue = await create(api, repository, assignable.length === 0 ? fields : {
				...fields,
				assignees: assignable
			});
		} catch (error) {
			if (!(error instanceof GitHubError) || error.status !== 422 || assignable.length === 0) throw error;
			assignable = [];
			issue = await create(api, repository, fields);
		}
		await ensureLabelled(api, repository, issue, labels);
		const missing = assignees.filter((login) => !includesName(issue.assignees, login));
		if (missing.length > 0) log.warn(`GitHub did not assign ${missing.join(", ")} to the issues: they must be able to read the repository.`);
		return issue;
	};
}
async function create(api, repository, fields) {
	const issue = issueIn(await api.ask({
		method: "POST",
		path: `/repos/${repository}/issues`,
		body: fields,
		what: "to open an issue"
	}));
	if (issue) return issue;
	throw new GitHubError("GitHub took a new issue, but its answer is none.", { final: true });
}
async function ensureLabel(api, repository, name) {
	const path = `/repos/${repository}/labels`;
	const what = "to make the label of the issues";
	try {
		await api.ask({
			method: "GET",
			path: `${path}/${encodeURIComponent(name)}`,
			what: "to look for a label"
		});
		return;
	} catch (error) {
		if (!(error instanceof GitHubError) || error.status !== 404) throw error;
	}
	const description = "The mail provider was in the account";
	try {
		await api.ask({
			method: "POST",
			path,
			body: {
				name,
				color: LABEL_COLOUR,
				description
			},
			what
		});
	} catch (error) {
		if (!(error instanceof GitHubError) || error.final) throw error;
	}
}
/** An issue without the first label is not found again, so every run would open it anew: after such a one no more is opened. */
async function ensureLabelled(api, repository, issue, labels) {
	const [first] = labels;
	if (first === void 0 || includesName(issue.labels, first)) return;
	const path = `/repos/${repository}/issues/${issue.number}/labels`;
	const set = await api.ask({
		method: "POST",
		path,
		body: { labels },
		what: "to label an issue"
	});
	if (includesName(issueIn({
		number: issue.number,
		state: "open",
		labels: set
	})?.labels ?? [], first)) return;
	throw new GitHubError(`GitHub did not label issue ${issue.number}: label it by hand, or the next run won't find it again and opens another one.`, { final: true });
}
/** GitHub's names of labels and users differ by more than case. */
function includesName(names, name) {
	return names.some((one) => one.toLowerCase() === name.toLowerCase());
}

// src/github/upkeep.ts
const RANK = {
	expected: 0,
	unexplained: 1,
	"against-policy": 2
};
const NOTHING = {
	say: void 0,
	comment: void 0,
	change: void 0,
	acknowledged: void 0,
	unexplainedClose: false
};
/**
* Decides about an issue that is there already. A run that sees fewer acts than the issue tells changes nothing in it: it
* read only a part of the session. A reason closes it for good, as long as what it was given for stays the same.
*/
function upkeepOf(judged, { open, marker }, draft, talk, audience) {
	const acknowledged = open ? void 0 : talk.reason;
	const partial = draft.marker.acts < marker.acts;
	const rewritten = {
		title: draft.title,
		body: draft.body
	};
	if (judged.verdict === "not-judged" || judged.verdict === "expected" && (!open || partial)) return {
		...NOTHING,
		acknowledged
	};
	if (judged.verdict === "expected") {
		if (marker.verdict === "expected") return NOTHING;
		return {
			...NOTHING,
			say: "is explained by approvals now: closed",
			comment: expectedComment(judged, audience),
			change: {
				...rewritten,
				state: "closed",
				state_reason: "completed"
			}
		};
	}
	if (!partial && (draft.marker.acts > marker.acts || RANK[draft.marker.verdict] > RANK[marker.verdict])) return {
		...NOTHING,
		say: `is of an access that has more acts or a worse verdict now: ${open ? "written again" : "open again"}`,
		comment: changedComment(marker, draft.marker, !open),
		change: open ? rewritten : {
			...rewritten,
			state: "open"
		}
	};
	const other = !partial && draft.marker.text !== marker.text;
	if (!open && acknowledged === void 0) {
		if (talk.asked) return {
			...NOTHING,
			unexplainedClose: true
		};
		return {
			...NOTHING,
			say: "was closed without a reason: open again, once",
			comment: askedComment(),
			change: {
				...other ? rewritten : {},
				state: "open"
			}
		};
	}
	if (!other) return {
		...NOTHING,
		acknowledged
	};
	return {
		...NOTHING,
		say: "is written again",
		change: rewritten,
		acknowledged
	};
}

// src/github/issues.ts
/** So that a mistake in the approvals file does not fill a repository in one morning. */
const MOST_NEW = 20;
/** Closed issues whose comments are read, of this run's sessions and of earlier ones. */
const MOST_TALKS = 100;
/** How far back issues are looked at: what Mimecast gives out, and so what a run may see again. */
const LOOK_BACK_MS = 5184e6;
const DAY_MS$1 = 864e5;
/**
* Keeps one GitHub issue for each session that is unexplained or against the policy, and takes the reasons for which people
* closed theirs. Safe to repeat: an issue is found again by its hidden line.
* Never throws for GitHub's faults, nor when the signal aborts: each becomes a sentence.
*/
async function keepIssues(options) {
	const keeper = new Keeper(options);
	try {
		await keeper.keep();
	} catch (error) {
		if (!(error instanceof GitHubError) && !options.signal.aborted) throw error;
		keeper.problems.add(messageOf(error));
	}
	const { opened, updated, acknowledged, links, problems } = keeper;
	return {
		opened,
		updated,
		acknowledged,
		links,
		problem: problems.size === 0 ? void 0 : [...problems].join(" ")
	};
}
/** One run's work on the issues, and what has become of them so far. */
var Keeper = class {
	opened = 0;
	updated = 0;
	acknowledged = /* @__PURE__ */ new Map();
	links = /* @__PURE__ */ new Map();
	problems = /* @__PURE__ */ new Set();
	#options;
	#talks = 0;
	constructor(options) {
		this.#options = options;
	}
	async keep() {
		const { settings, judged, tenant, apiUrl, clock, log } = this.#options;
		if (apiUrl === void 0) throw new GitHubError("GITHUB_API_URL is not an https address.", { final: true });
		const { repository, token, labels } = settings;
		const api = createApi$1({
			...this.#options,
			base: apiUrl,
			token
		});
		const asking = {
			api,
			repository,
			belongs: createInsiders(api, repository)
		};
		const audience = isPublic(await api.ask({
			method: "GET",
			path: `/repos/${repository}`,
			what: "to tell who may see the repository"
		})) ? "public" : "private";
		if (audience === "public") log.info(`${repository} is public: its issues get times, counts and verdicts only, no persons and no acts.`);
		const oldest = Math.min(clock.now() - LOOK_BACK_MS, ...judged.map(({ session }) => session.first - DAY_MS$1));
		const wanted = {
			label: labels[0],
			since: Math.max(0, oldest),
			tenantMark: tenantMark(tenant)
		};
		const known = await listKnown(asking, wanted);
		const fresh = [];
		const seen = /* @__PURE__ */ new Set();
		for (const one of [...judged].sort(byWeight)) {
			const [main, ...others] = issuesOf$1(one.session, known.all);
			if (main === void 0) {
				if (isBad(one)) fresh.push(one);
				continue;
			}
			for (const issue of [main, ...others]) seen.add(issue);
			await this.#orGoOn(() => this.#tend(asking, one, main, audience));
			for (const other of others) await this.#orGoOn(() => this.#merge(asking, one, main, other));
		}
		await this.#open(fresh, known.whole, createOpener(api, settings, log), audience);
		await this.#learn(asking, known.all.filter((issue) => !seen.has(issue)));
	}
	/** One issue's fault is told, and the others go on. */
	async #orGoOn(work) {
		try {
			await work();
		} catch (error) {
			if (!(error instanceof GitHubError) || error.final) throw error;
			this.problems.add(error.message);
		}
	}
	/** Does what is due in an issue that is there. */
	async #tend(asking, judged, known, audience) {
		const { issue, marker } = known;
		const { id } = judged.session;
		if (issue.url !== void 0) this.links.set(id, issue.url);
		this.#talks += issue.open ? 0 : 1;
		const talk = issue.open ? SILENCE : await talkAbout(asking, issue);
		const draft = draftOf(judged, {
			...this.#options,
			audience
		});
		const { say, comment, change, acknowledged, unexplainedClose } = upkeepOf(judged, {
			open: issue.open,
			marker
		}, draft, talk, audience);
		if (acknowledged !== void 0) this.acknowledged.set(id, acknowledged);
		if (unexplainedClose) this.#options.log.warn(`Issue #${issue.number} was closed again without a reason: its access stays unacknowledged until somebody comments "reason: …" there.`);
		if (say === void 0) return;
		await this.#write(asking, issue.number, say, comment, change);
	}
	/** Closes an issue whose session turned out to be a part of another one. */
	async #merge(asking, judged, main, other) {
		if (!other.issue.open || judged.verdict === "not-judged") return;
		const { number } = main.issue;
		await this.#write(asking, other.issue.number, `is a part of issue #${number}: closed`, mergedComment(number), {
			state: "closed",
			state_reason: "not_planned"
		});
	}
	async #write({ api, repository }, number, say, comment, change) {
		const { dryRun, log } = this.#options;
		log.info(`${dryRun ? "Dry run, not done: issue" : "Issue"} #${number} ${say}`);
		if (dryRun) return;
		const path = `/repos/${repository}/issues/${number}`;
		if (comment !== void 0) {
			const what = `to comment on issue ${number}`;
			await api.ask({
				method: "POST",
				path: `${path}/comments`,
				body: { body: comment },
				what
			});
		}
		if (change !== void 0) await api.ask({
			method: "PATCH",
			path,
			body: change,
			what: `to change issue ${number}`
		});
		this.updated += 1;
	}
	/** Opens issues for sessions that have none, the weightiest first. */
	async #open(fresh, whole, open, audience) {
		if (fresh.length === 0) return;
		const { dryRun, log } = this.#options;
		if (!whole) {
			this.problems.add("There are more than 5000 issues with this label, so it is not known which accesses have one: no new one is opened. Give another label with the input issue-labels.");
			return;
		}
		for (const judged of fresh.slice(0, MOST_NEW)) {
			const draft = draftOf(judged, {
				...this.#options,
				audience
			});
			if (dryRun) {
				log.info(`Dry run, not done: open an issue "${draft.title}"`);
				continue;
			}
			await this.#orGoOn(async () => {
				const { number, url } = await open(draft);
				this.opened += 1;
				if (url !== void 0) this.links.set(judged.session.id, url);
				log.info(`Issue #${number} opened: ${draft.title}`);
			});
		}
		const left = fresh.length - MOST_NEW;
		if (left > 0) this.problems.add(`${left} more ${left === 1 ? "access has" : "accesses have"} no issue yet, since one run opens at most ${MOST_NEW}: the next run that sees them goes on.`);
	}
	/** Takes the reasons of issues whose sessions this run does not see, newest first. */
	async #learn(asking, earlier) {
		const closed = earlier.filter(({ issue }) => !issue.open && issue.comments > 0).sort((one, other) => other.issue.number - one.issue.number);
		for (const { issue, marker } of closed.slice(0, Math.max(0, MOST_TALKS - this.#talks))) await this.#orGoOn(async () => {
			const { reason } = await talkAbout(asking, issue);
			if (reason === void 0) return;
			this.acknowledged.set(marker.session, reason);
			if (issue.url !== void 0) this.links.set(marker.session, issue.url);
		});
	}
};
function isBad({ verdict }) {
	return verdict === "unexplained" || verdict === "against-policy";
}
/** Against the policy first, then the newest. */
function byWeight(one, other) {
	const rule = ({ verdict }) => Number(verdict === "against-policy");
	return rule(other) - rule(one) || other.session.first - one.session.first;
}

// src/settings/run.ts
/** What the runner says about itself (docs: GitHub Actions, default environment variables); undefined outside of one. */
function runOf(env) {
	const id = env.GITHUB_RUN_ID ?? "";
	if (!/^\d{1,20}$/.test(id)) return void 0;
	const given = env.GITHUB_RUN_ATTEMPT ?? "";
	const attempt = /^[1-9]\d{0,5}$/.test(given) ? Number(given) : 1;
	const repository = /^[\w.-]+\/[\w.-]+$/.test(env.GITHUB_REPOSITORY ?? "") ? env.GITHUB_REPOSITORY : void 0;
	const server = URL.parse(env.GITHUB_SERVER_URL ?? "")?.origin;
	return {
		id,
		attempt,
		url: server && repository ? `${server}/${repository}/actions/runs/${id}/attempts/${attempt}` : void 0,
		repository
	};
}
/**
* Where the evidence is written, absolute. By default a folder of its own below the runner's temporary folder; the step's
* name is part of it, so that two steps of a job don't share one.
* @throws SettingsError
*/
function evidencePathOf(given, env, run) {
	if (given !== void 0) return absolute("evidence-path", given, env);
	const step = /^[\w-]{1,100}$/.test(env.GITHUB_ACTION ?? "") ? `-${env.GITHUB_ACTION}` : "";
	const name = run ? `${run.id}-${run.attempt}${step}` : randomUUID();
	return join(env.RUNNER_TEMP || tmpdir(), `mimecast-audit-${name}`);
}
/**
* Earlier evidence: the folders and zip files that `evidence-path` lists, by line or comma; absolute, each once, in the order
* given. Whether they are there is for the reader to see. @throws SettingsError
*/
function evidenceOf(given, env) {
	const paths = (given ?? "").split(/[,\r\n]/).map((path) => path.trim()).filter((path) => path !== "");
	return [...new Set(paths.map((path) => absolute("evidence-path", path, env)))];
}
/** The approvals file, absolute; undefined if none is given. @throws SettingsError */
function approvalsPathOf(given, env) {
	return given === void 0 ? void 0 : absolute("approvals", given, env);
}
function absolute(input, given, env) {
	const path = resolve(env.GITHUB_WORKSPACE || process.cwd(), lineOf(input, given, 1e3));
	if (path === parse(path).root) throw refusal(input, given, "allowed is a path of its own, not the root");
	return path;
}

// src/github/run-created.ts
/**
* Asks GitHub when this workflow run was created; only a re-run needs to know, so a first attempt asks nothing. `created_at`
* stays what it was when a run is started again, `run_started_at` does not (docs: GitHub REST API, workflow runs). The token
* needs `actions: read`. Never throws: whatever fails becomes the note, and the run plans by coverage.
*/
async function runCreated(env, token, http, signal) {
	const run = runOf(env);
	if (!run || run.attempt === 1) return {
		created: void 0,
		note: void 0
	};
	if (token === void 0) return unknown("no github-token is given");
	const base = apiBaseOf(env);
	if (base === void 0) return unknown("GITHUB_API_URL is not an https address");
	if (run.repository === void 0) return unknown("GITHUB_REPOSITORY is not set");
	const url = `${base}/repos/${run.repository}/actions/runs/${run.id}`;
	try {
		const { status, body } = await http({
			method: "GET",
			url,
			headers: headersFor(token)
		}, signal);
		if (status === 401 || status === 403 || status === 404) return unknown(`GitHub answered HTTP ${status}: the job needs permissions: actions: read`);
		if (status !== 200) return unknown(`GitHub answered HTTP ${status}`);
		const created = createdIn(body.toString());
		return created === void 0 ? unknown("GitHub's answer holds no created_at") : {
			created,
			note: void 0
		};
	} catch (error) {
		return unknown(messageOf(error).replace(/\.$/, ""));
	}
}
function unknown(why) {
	return {
		created: void 0,
		note: `This is a re-run, and when its first attempt was created is not known: ${why}. It reads the last window; what the first attempt left open is filled as a hole.`
	};
}
/** @returns ms UTC; undefined if the text is not the JSON that it should be. */
function createdIn(text) {
	let answer;
	try {
		answer = JSON.parse(text);
	} catch {
		return;
	}
	if (typeof answer !== "object" || answer === null || !("created_at" in answer)) return void 0;
	const { created_at: created } = answer;
	if (typeof created !== "string" || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/.test(created)) return;
	const ms = Date.parse(created);
	return Number.isNaN(ms) ? void 0 : ms;
}

// src/kibana/saved-object.ts
/**
* Version of all that is put into Kibana. Raise it with every change of it: a set-up replaces an older set of saved
* objects, and leaves one of the same version alone.
*/
const ASSETS_VERSION = 1;
/** What every id begins with, so that nothing of anybody else's is met. */
const PREFIX = "mimecast-audit-";
/** `description` of a saved object: what it is, and of which version, since Kibana keeps no field for that. */
function described(text) {
	return `${text} (mimecast-audit-collector, version ${1})`;
}
/** The version that `described` wrote; undefined if it isn't there any more. */
function versionIn(description) {
	if (typeof description !== "string") return void 0;
	const version = /\(mimecast-audit-collector, version (\d{1,6})\)/.exec(description)?.[1];
	return version === void 0 ? void 0 : Number(version);
}
/**
* What tells Kibana which shape a saved object has, so that it migrates it to its own. The shapes here are those of 8.9 and
* of 8.0, which all of 8.19 and 9.x read (import goes to the same version, a newer minor or the next major:
* https://www.elastic.co/guide/en/kibana/8.19/saved-objects-api-import.html); 8.8.0 is the last change of the common frame.
* Exports of Kibana 8.9 and later hold these very numbers.
*/
const MIGRATIONS = {
	"index-pattern": {
		coreMigrationVersion: "8.8.0",
		typeMigrationVersion: "8.0.0"
	},
	search: {
		coreMigrationVersion: "8.8.0",
		typeMigrationVersion: "8.0.0"
	},
	dashboard: {
		coreMigrationVersion: "8.8.0",
		typeMigrationVersion: "8.9.0"
	}
};
/** NDJSON: one line for each, the last one ended too. */
function ndjsonOf(lines) {
	return lines.map((line) => `${JSON.stringify(line)}\n`).join("");
}

// src/kibana/data-views.ts
const link = {
	id: "url",
	params: {
		type: "a",
		urlTemplate: "{{rawValue}}",
		labelTemplate: "{{value}}"
	}
};
const AUDIT$1 = {
	id: `${PREFIX}events`,
	name: "Mimecast audit: events",
	pattern: "logs-mimecast.audit-*",
	time: "@timestamp",
	formats: { "mimecast.run": link }
};
/** By the time that was covered, not by when that was recorded: the calendar asks which days were read. */
const COVERAGE$1 = {
	id: `${PREFIX}coverage`,
	name: "Mimecast audit: coverage",
	pattern: "logs-mimecast.coverage-*",
	time: "event.start",
	formats: {
		"event.duration": {
			id: "duration",
			params: {
				inputFormat: "nanoseconds",
				outputFormat: "asHours",
				outputPrecision: 1
			}
		},
		"mimecast.run": link,
		"mimecast.coverage.artifact.url": link
	}
};
const FINDING$1 = {
	id: `${PREFIX}findings`,
	name: "Mimecast audit: findings",
	pattern: "logs-mimecast.finding-*",
	time: "@timestamp",
	formats: { "mimecast.run": link }
};
const DATA_VIEWS = [
	AUDIT$1,
	COVERAGE$1,
	FINDING$1
];
/** The saved object of a data view. Its fields are asked from Elasticsearch, so none are written here. */
function dataViewObject({ id, name, pattern, time, formats }) {
	return {
		type: "index-pattern",
		id,
		attributes: {
			title: pattern,
			name,
			timeFieldName: time,
			fieldFormatMap: JSON.stringify(formats),
			allowNoIndex: true
		},
		references: [],
		...MIGRATIONS["index-pattern"]
	};
}

// src/kibana/lens.ts
/** The name that Lens has for "documents" (x-pack/plugins/lens, `DOCUMENT_FIELD_NAME`). */
const RECORDS$1 = "___records___";
function count(label) {
	return metric("count", RECORDS$1, label);
}
/** @param operationType of the values of `field`; the largest of a date is the latest. */
function metric(operationType, sourceField, label, dataType = "number") {
	return {
		label,
		dataType,
		isBucketed: false,
		operationType,
		sourceField,
		scale: "ratio",
		params: { emptyAsNull: operationType === "max" },
		customLabel: true
	};
}
/** One row or colour for each of the `size` most frequent values, and one for documents without any. */
function top(sourceField, label, size, orderedBy, dataType = "string") {
	return {
		label,
		dataType,
		isBucketed: true,
		operationType: "terms",
		sourceField,
		scale: "ordinal",
		params: {
			size,
			orderBy: {
				type: "column",
				columnId: orderedBy
			},
			orderDirection: "desc",
			otherBucket: true,
			missingBucket: dataType === "string",
			parentFormat: { id: "terms" }
		},
		customLabel: true
	};
}
/** One bar a day of Kibana's time zone, days without documents too. */
function daily(sourceField, label) {
	return {
		label,
		dataType: "date",
		isBucketed: true,
		operationType: "date_histogram",
		sourceField,
		scale: "interval",
		params: {
			interval: "1d",
			includeEmptyRows: true,
			dropPartials: false
		},
		customLabel: true
	};
}
/** The attributes of a Lens panel that lives in a dashboard alone ("by value"), in the shape of Kibana 8.9. */
function lensAttributes({ view, query, columns, drawn }, layer) {
	return {
		title: "",
		description: "",
		type: "lens",
		visualizationType: {
			number: "lnsMetric",
			table: "lnsDatatable",
			bars: "lnsXY"
		}[drawn],
		references: [{
			type: "index-pattern",
			id: view.id,
			name: layerReference(layer)
		}],
		state: {
			query: {
				language: "kuery",
				query
			},
			filters: [],
			datasourceStates: { formBased: { layers: { [layer]: {
				columnOrder: Object.keys(columns),
				columns,
				incompleteColumns: {}
			} } } },
			internalReferences: [],
			adHocDataViews: {},
			visualization: visualizationOf(drawn, columns, layer)
		}
	};
}
/** The name under which a layer finds its data view. */
function layerReference(layer) {
	return `indexpattern-datasource-layer-${layer}`;
}
function visualizationOf(drawn, columns, layerId) {
	const names = Object.keys(columns);
	const values = names.filter((name) => columns[name]?.isBucketed === false);
	if (drawn === "number") return {
		layerId,
		layerType: "data",
		metricAccessor: values[0]
	};
	if (drawn === "table") return {
		layerId,
		layerType: "data",
		columns: names.map((columnId) => ({ columnId }))
	};
	const [xAccessor, splitAccessor] = names.filter((name) => columns[name]?.isBucketed === true);
	const layer = {
		layerId,
		layerType: "data",
		seriesType: "bar_stacked",
		accessors: values,
		xAccessor
	};
	return {
		legend: {
			isVisible: splitAccessor !== void 0,
			position: "right"
		},
		valueLabels: "hide",
		fittingFunction: "None",
		preferredSeriesType: "bar_stacked",
		axisTitlesVisibilitySettings: {
			x: false,
			yLeft: true,
			yRight: false
		},
		layers: [splitAccessor === void 0 ? layer : {
			...layer,
			splitAccessor
		}]
	};
}

// src/kibana/searches.ts
/** KQL that finds provider accesses. The field is in the index template, so that it is known before the first of them. */
const PROVIDER_ACCESS = "mimecast.access.provider: true";
/** KQL that finds records of coverage: their stream also has what categories an account offered. */
const COVERED = "event.kind: \"metric\"";
const ACCESSES = {
	id: `${PREFIX}provider-accesses`,
	title: "[Mimecast audit] Provider accesses",
	description: "What the provider's own staff did in the account",
	view: AUDIT$1,
	query: PROVIDER_ACCESS,
	columns: [
		"organization.id",
		"user.email",
		"source.ip",
		"event.code",
		"event.outcome",
		"mimecast.event_info"
	]
};
const FINDINGS = {
	id: `${PREFIX}finding-list`,
	title: "[Mimecast audit] Findings",
	description: "What a person should look at, each raised once",
	view: FINDING$1,
	query: "",
	columns: [
		"organization.id",
		"mimecast.finding.severity",
		"rule.name",
		"message",
		"mimecast.run"
	]
};
const RECORDS = {
	id: `${PREFIX}coverage-records`,
	title: "[Mimecast audit] Coverage",
	description: "Which spans were read completely, preserved and delivered, and where the evidence is",
	view: COVERAGE$1,
	query: COVERED,
	columns: [
		"event.end",
		"organization.id",
		"mimecast.coverage.categories",
		"mimecast.coverage.events",
		"mimecast.coverage.late.count",
		"mimecast.coverage.artifact.url",
		"mimecast.run"
	]
};
const SEARCHES = [
	ACCESSES,
	FINDINGS,
	RECORDS
];
/** The saved object of a search. */
function searchObject({ id, title, description, view, query, columns }) {
	const name = "kibanaSavedObjectMeta.searchSourceJSON.index";
	const source = {
		query: {
			language: "kuery",
			query
		},
		filter: [],
		indexRefName: name
	};
	return {
		type: "search",
		id,
		attributes: {
			title,
			description: described(description),
			columns,
			sort: [[view.time, "desc"]],
			grid: {},
			hideChart: false,
			kibanaSavedObjectMeta: { searchSourceJSON: JSON.stringify(source) }
		},
		references: [{
			type: "index-pattern",
			id: view.id,
			name
		}],
		...MIGRATIONS.search
	};
}

// src/kibana/dashboard.ts
const accesses = {
	view: AUDIT$1,
	query: PROVIDER_ACCESS
};
const findings = {
	view: FINDING$1,
	query: ""
};
const PANELS = [
	{
		id: "accesses",
		title: "Provider accesses",
		width: 12,
		height: 6,
		shows: { chart: {
			...accesses,
			columns: { number: count("Provider accesses") },
			drawn: "number"
		} }
	},
	{
		id: "persons",
		title: "Persons",
		width: 12,
		height: 6,
		shows: { chart: {
			...accesses,
			columns: { number: metric("unique_count", "user.email", "Persons") },
			drawn: "number"
		} }
	},
	{
		id: "serious",
		title: "Findings of high severity",
		width: 12,
		height: 6,
		shows: { chart: {
			view: FINDING$1,
			query: "mimecast.finding.severity: \"high\"",
			columns: { number: count("Findings of high severity") },
			drawn: "number"
		} }
	},
	{
		id: "covered-until",
		title: "Covered until",
		width: 12,
		height: 6,
		shows: { chart: {
			view: COVERAGE$1,
			query: COVERED,
			columns: { number: metric("max", "event.end", "Covered until", "date") },
			drawn: "number"
		} }
	},
	{
		id: "when",
		title: "When, and who",
		width: 48,
		height: 12,
		shows: { chart: {
			...accesses,
			columns: {
				day: daily("@timestamp", "Day"),
				who: top("user.email", "Who", 10, "number"),
				number: count("Provider accesses")
			},
			drawn: "bars"
		} }
	},
	{
		id: "from-where",
		title: "Who, and from where",
		width: 24,
		height: 14,
		shows: { chart: {
			...accesses,
			columns: {
				who: top("user.email", "Who", 50, "number"),
				address: top("source.ip", "Address", 20, "number", "ip"),
				number: count("Accesses"),
				last: metric("max", "@timestamp", "Last", "date")
			},
			drawn: "table"
		} }
	},
	{
		id: "what",
		title: "What they did",
		width: 24,
		height: 14,
		shows: { chart: {
			...accesses,
			columns: {
				act: top("event.code", "Act", 50, "number"),
				outcome: top("event.outcome", "Outcome", 3, "number"),
				number: count("Accesses"),
				persons: metric("unique_count", "user.email", "Persons"),
				last: metric("max", "@timestamp", "Last", "date")
			},
			drawn: "table"
		} }
	},
	{
		id: "calendar",
		title: "Coverage: hours recorded as read, for each day (a day that is read twice has 48)",
		width: 24,
		height: 12,
		shows: { chart: {
			view: COVERAGE$1,
			query: COVERED,
			columns: {
				day: daily("event.start", "Day"),
				hours: metric("sum", "event.duration", "Hours")
			},
			drawn: "bars"
		} }
	},
	{
		id: "kinds",
		title: "Findings by kind and severity",
		width: 24,
		height: 12,
		shows: { chart: {
			...findings,
			columns: {
				kind: top("rule.name", "Kind", 20, "number"),
				severity: top("mimecast.finding.severity", "Severity", 3, "number"),
				number: count("Findings"),
				last: metric("max", "@timestamp", "Last", "date")
			},
			drawn: "table"
		} }
	},
	{
		id: "last-findings",
		title: "Last findings",
		width: 48,
		height: 14,
		shows: { search: FINDINGS }
	},
	{
		id: "last-accesses",
		title: "Last provider accesses",
		width: 48,
		height: 16,
		shows: { search: ACCESSES }
	}
];
const GRID = 48;
/** Version of the shape that panels are written in. */
const SHAPE = "8.9.0";
const DASHBOARD_ID = `${PREFIX}provider-access`;
/** The saved object of the dashboard "Provider access". */
function dashboardObject() {
	const references = [];
	const panels = [];
	let [x, y, rowHeight] = [
		0,
		0,
		0
	];
	for (const { id, title, width, height, shows } of PANELS) {
		if (x + width > GRID) [x, y, rowHeight] = [
			0,
			y + rowHeight,
			0
		];
		const frame = {
			version: SHAPE,
			panelIndex: id,
			title,
			gridData: {
				x,
				y,
				w: width,
				h: height,
				i: id
			}
		};
		if ("chart" in shows) {
			const layer = `${id}-layer`;
			references.push({
				type: "index-pattern",
				id: shows.chart.view.id,
				name: `${id}:${layerReference(layer)}`
			});
			const embeddableConfig = {
				attributes: lensAttributes(shows.chart, layer),
				enhancements: {}
			};
			panels.push({
				...frame,
				type: "lens",
				embeddableConfig
			});
		} else {
			references.push({
				type: "search",
				id: shows.search.id,
				name: `${id}:panel_${id}`
			});
			panels.push({
				...frame,
				type: "search",
				embeddableConfig: { enhancements: {} },
				panelRefName: `panel_${id}`
			});
		}
		x += width;
		rowHeight = Math.max(rowHeight, height);
	}
	return {
		type: "dashboard",
		id: DASHBOARD_ID,
		attributes: {
			title: "[Mimecast audit] Provider access",
			description: described("When the provider's staff came in, who, from where, what they did, and what is known of it"),
			kibanaSavedObjectMeta: { searchSourceJSON: JSON.stringify({
				query: {
					language: "kuery",
					query: ""
				},
				filter: []
			}) },
			optionsJSON: JSON.stringify({
				useMargins: true,
				syncColors: false,
				hidePanelTitles: false
			}),
			panelsJSON: JSON.stringify(panels),
			timeRestore: true,
			timeFrom: "now-30d",
			timeTo: "now",
			refreshInterval: {
				pause: true,
				value: 0
			},
			version: 1
		},
		references,
		...MIGRATIONS.dashboard
	};
}

// src/kibana/rules.ts
/** The tag that says of which version a rule is: Kibana's own `version` counts a user's changes too. */
const VERSION_TAG = /^mimecast-audit-collector v(\d{1,6})$/;
/** The version in a rule's tags; undefined if it isn't there any more. */
function versionOfTags(tags) {
	const version = (Array.isArray(tags) ? tags : []).flatMap((tag) => typeof tag === "string" ? [VERSION_TAG.exec(tag)?.[1]] : []).find((one) => one !== void 0);
	return version === void 0 ? void 0 : Number(version);
}
function frame({ id, name, description, severity, fields, note }) {
	return {
		rule_id: `${PREFIX}${id}`,
		name: `Mimecast audit: ${name}`,
		description,
		severity,
		risk_score: {
			low: 21,
			medium: 47,
			high: 73
		}[severity],
		enabled: false,
		interval: "1h",
		from: "now-6h",
		to: "now",
		max_signals: 100,
		investigation_fields: { field_names: fields },
		note,
		tags: ["Mimecast", `mimecast-audit-collector v${1}`],
		author: ["mimecast-audit-collector"],
		license: "MIT",
		references: [],
		false_positives: [],
		threat: [],
		actions: [],
		exceptions_list: [],
		version: 1
	};
}
const FINDING_FIELDS = [
	"message",
	"rule.name",
	"organization.id",
	"mimecast.finding.events",
	"mimecast.run"
];
/** A rule that alerts on findings of some kinds. An alert takes its severity from the finding. */
function findingRule(about, kinds, narrowed = "") {
	const mapped = [
		"low",
		"medium",
		"high"
	].map((severity) => ({
		field: "mimecast.finding.severity",
		operator: "equals",
		value: severity,
		severity
	}));
	return {
		...frame({
			...about,
			fields: FINDING_FIELDS
		}),
		type: "query",
		language: "kuery",
		index: [FINDING$1.pattern],
		query: `rule.name: (${kinds.map((kind) => `"${kind}"`).join(" or ")})${narrowed}`,
		severity_mapping: mapped,
		risk_score_mapping: [{
			field: "event.severity",
			operator: "equals",
			value: ""
		}]
	};
}
const LOOK = "The field message says what was found. mimecast.finding.events has the _id of the events, mimecast.run the run whose evidence artifact holds them.";
const RULES = [
	findingRule({
		id: "access-without-approval",
		name: "provider access outside approvals",
		description: "The provider's staff came in without an approval that explains it, or against the policy of the approvals file.",
		severity: "high",
		note: `${LOOK} Needs an approvals file.`
	}, ["unexplained-access", "against-policy"]),
	findingRule({
		id: "access-outside-hours",
		name: "provider access outside the agreed hours",
		description: "The provider's staff came in outside the hours that the policy of the approvals file names, in its time zone.",
		severity: "medium",
		note: `${LOOK} Needs an approvals file with hours.`
	}, ["access-outside-hours"]),
	{
		...frame({
			id: "access-at-night",
			name: "provider access at night or at the weekend (UTC)",
			description: "The provider's staff came in between 20:00 and 06:00 or on a Saturday or Sunday, in UTC. For those who have no approvals file; change the hours in the query. With an approvals file use \"outside the agreed hours\".",
			severity: "medium",
			fields: [
				"@timestamp",
				"user.email",
				"source.ip",
				"event.code",
				"mimecast.event_info",
				"organization.id"
			],
			note: "Ask the person, or the provider, for the ticket behind it."
		}),
		type: "esql",
		language: "esql",
		timestamp_override: "event.created",
		query: [
			`FROM ${AUDIT$1.pattern} METADATA _id, _index, _version`,
			"| WHERE mimecast.access.provider == true",
			"| EVAL hour_utc = DATE_EXTRACT(\"hour_of_day\", @timestamp), weekday_utc = DATE_EXTRACT(\"day_of_week\", @timestamp)",
			"| WHERE hour_utc < 6 OR hour_utc >= 20 OR weekday_utc >= 6"
		].join("\n")
	},
	findingRule({
		id: "first-seen",
		name: "provider access from a new network or by a new person",
		description: "The provider's staff came in from a network that no earlier access came from, or it was somebody who had not come in before, as far as the held past shows.",
		severity: "medium",
		note: LOOK
	}, ["first-seen"], " and mimecast.finding.seen_first: (\"network\" or \"person\")"),
	findingRule({
		id: "vanished-or-altered",
		name: "vanished or altered event",
		description: "Mimecast no longer gives out an event that had been received, or gives it out with other content.",
		severity: "high",
		note: `${LOOK} The evidence of both runs shows what was given out when.`
	}, ["vanished-event", "altered-event"]),
	findingRule({
		id: "content-viewed",
		name: "content of mail viewed by the provider",
		description: "The provider's staff saw the content of mail, or mail left the account through them, and no approval covers it.",
		severity: "medium",
		note: LOOK
	}, ["content-viewed"]),
	findingRule({
		id: "trail-incomplete",
		name: "audit trail incomplete",
		description: "Past time was never read and is lost, or Elastic refused the document of an event.",
		severity: "high",
		note: LOOK
	}, ["hole-lost", "rejected-document"]),
	{
		...frame({
			id: "no-coverage",
			name: "no coverage for 26 hours: the collector is dead",
			description: "No run has recorded coverage for 26 hours. It alerts again with each run of the rule for as long as that is so. A tenant without any record in the last 60 days is not seen: what was never there can not be missed.",
			severity: "high",
			fields: [
				"organization.id",
				"last_recorded",
				"hours"
			],
			note: "Look at the last runs of the workflow. GitHub switches off schedules of repositories without activity for 60 days."
		}),
		interval: "6h",
		from: "now-60d",
		type: "esql",
		language: "esql",
		query: [
			`FROM ${COVERAGE$1.pattern}`,
			"| WHERE event.kind == \"metric\"",
			"| STATS last_recorded = MAX(@timestamp) BY organization.id",
			"| EVAL hours = DATE_DIFF(\"hours\", last_recorded, NOW())",
			"| WHERE hours >= 26"
		].join("\n")
	}
];

// src/kibana/assets.ts
/** Everything but the rules, in an order in which each refers to what came before. */
function savedObjects() {
	return [
		...DATA_VIEWS.map(dataViewObject),
		...SEARCHES.map(searchObject),
		dashboardObject()
	];
}

// src/kibana/client.ts
/** The rules' API has versions, and Serverless answers only to those who name one (docs: Kibana API, versioning). */
const API_VERSION = "2023-10-31";
/** Stands in no asset: they are JSON, one line each. */
const BOUNDARY = "----mimecast-audit-collector-file";
function createKibana({ url, auth, http, signal }) {
	const base = url.replace(/\/$/, "");
	const authorization = auth.kind === "api-key" ? `ApiKey ${auth.encoded}` : `Basic ${Buffer.from(`${auth.username}:${auth.password}`).toString("base64")}`;
	async function send(method, path, type, body) {
		const headers = {
			Authorization: authorization,
			Accept: "application/json",
			"kbn-xsrf": "mimecast-audit-collector",
			...path.startsWith("/api/detection_engine/") ? { "elastic-api-version": API_VERSION } : {},
			...type === void 0 ? {} : { "Content-Type": type }
		};
		const request = {
			method,
			url: base + path,
			headers,
			...body === void 0 ? {} : { body }
		};
		let answer;
		try {
			answer = await http(request, signal);
		} catch (error) {
			signal.throwIfAborted();
			throw unreachable(error);
		}
		return {
			status: answer.status,
			body: jsonIn(answer)
		};
	}
	return {
		upload: (path, { name, text }) => send("POST", path, `multipart/form-data; boundary=${BOUNDARY}`, [
			`--${BOUNDARY}`,
			`Content-Disposition: form-data; name="file"; filename="${name}"`,
			"Content-Type: application/ndjson",
			"",
			text,
			`--${BOUNDARY}--`,
			""
		].join("\r\n")),
		post: (path, body) => send("POST", path, "application/json", JSON.stringify(body)),
		get: (path) => send("GET", path)
	};
}
/**
* What to do about an answer that is not what was asked for.
* @param what was asked for, such as `the import of saved objects`.
* @param privileges that it needs in Kibana.
*/
function refused(status, what, privileges) {
	const sentence = `Kibana did not do ${what} (HTTP ${status}). ${adviceFor(status, privileges)}`;
	return new ElasticError(sentence, {
		status,
		code: "kibana"
	});
}
function adviceFor(status, privileges) {
	switch (status) {
		case 401: return "It does not take the credentials: check elastic-api-key, or elastic-username and elastic-password, and that kibana-url is the Kibana of that Elasticsearch.";
		case 403: return `The credentials need the Kibana privileges ${privileges} in this space: see docs/kibana.md.`;
		case 404: return "Check kibana-url: it must be the address of Kibana itself, and its space, if one is named, must exist.";
		case 413: return "What stands before Kibana takes no request of this size: import the files of docs/kibana by hand.";
		case 429:
		case 502:
		case 503:
		case 504: return "It is starting or too busy: run the set-up again later.";
		default: return "Check that it is Kibana 8.19 or later, or import the files of docs/kibana by hand.";
	}
}
function unreachable(error) {
	if (!(error instanceof TransferError)) return new ElasticError("Kibana could not be asked. Check kibana-url.", {
		code: "kibana",
		cause: error
	});
	const advice = error.kind === "redirect" ? "Kibana sends to a log-in page, or kibana-url is not its own address: give the address that Kibana itself has, with https and its base path." : "Check kibana-url, and that this runner may reach it.";
	return new ElasticError(`${error.message} ${advice}`, { code: "kibana" });
}
/**
* The body, parsed; a text of several JSON lines becomes an array of them, as an export has.
* @throws ElasticError for a successful answer that is no JSON: it is a page, and not Kibana's API.
*/
function jsonIn({ status, body }) {
	const text = body.toString("utf8").trim();
	try {
		return JSON.parse(text);
	} catch {}
	try {
		return text.split("\n").map((line) => JSON.parse(line));
	} catch {
		if (status >= 300) return void 0;
	}
	throw new ElasticError(`What answers at kibana-url is not the API of Kibana (HTTP ${status}, no JSON). Check kibana-url, and what stands before it.`, {
		status,
		code: "kibana"
	});
}

// src/kibana/json.ts
/** The fields of what should be an object; none if it isn't. */
function fieldsOf(value) {
	return typeof value === "object" && value !== null ? value : {};
}

// src/kibana/object-import.ts
/** Said of what was to be removed. */
const NOT_THERE = "It was not there.";
const IMPORT = "the import of saved objects";
const PRIVILEGES$1 = "Saved Objects Management, Dashboard, Discover and Data View Management, each with All,";
/**
* Puts data views, searches and the dashboard where they are missing or of an older version. The first import overwrites
* nothing and so asks what is there: where it finds anything, Kibana makes none of the rest
* (elastic/kibana, core saved objects, create_saved_objects.ts), whatever its `successCount` says.
* @throws ElasticError
*/
async function importObjects(kibana) {
	const objects = savedObjects();
	const there = conflictsOf(await upload(kibana, objects, false));
	if (there.size === 0) return objects.map((object) => ({
		name: nameOf(object),
		action: "created",
		note: void 0
	}));
	const found = there.has(DASHBOARD_ID) ? await readVersion(kibana, there.get(DASHBOARD_ID)) : void 0;
	const current = found !== void 0 && found >= 1;
	const wanted = current ? objects.filter(({ id }) => !there.has(id)) : objects;
	if (wanted.length > 0) {
		const left = conflictsOf(await upload(kibana, wanted, true));
		if (left.size > 0) throw failed$1("conflict", [...left.keys()][0]);
	}
	const newer = found !== void 0 && found > 1;
	return objects.map((object) => {
		const name = nameOf(object);
		if (!there.has(object.id)) return {
			name,
			action: "created",
			note: void 0
		};
		if (newer) return {
			name,
			action: "skipped",
			note: `Version ${found} is there, this is ${1}.`
		};
		if (current) return {
			name,
			action: "unchanged",
			note: void 0
		};
		return {
			name,
			action: "updated",
			note: found === void 0 ? void 0 : `Version ${found} was there.`
		};
	});
}
/**
* Deletes them by id. @throws ElasticError, unless this Kibana has no such API (Serverless): then a warning says what to do.
*/
async function removeObjects(kibana, log) {
	const objects = savedObjects().toReversed();
	const asked = objects.map(({ type, id }) => ({
		type,
		id
	}));
	const { status, body } = await kibana.post("/api/saved_objects/_bulk_delete", asked);
	if (status === 400 || status === 404) {
		const note = "Delete it in Kibana under Stack Management, Saved Objects.";
		log.warn(`This Kibana has no API that deletes saved objects (HTTP ${status}). ${note}`);
		return objects.map((object) => ({
			name: nameOf(object),
			action: "skipped",
			note
		}));
	}
	const { statuses } = fieldsOf(body);
	if (status !== 200 || !Array.isArray(statuses)) throw refused(status, "the removal of saved objects", PRIVILEGES$1);
	const answers = new Map(statuses.map((one) => [fieldsOf(one).id, fieldsOf(one)]));
	return objects.map((object) => {
		const answer = answers.get(object.id);
		const name = nameOf(object);
		if (answer?.success === true) return {
			name,
			action: "removed",
			note: void 0
		};
		const code = Number(fieldsOf(answer?.error).statusCode);
		if (code === 404) return {
			name,
			action: "unchanged",
			note: NOT_THERE
		};
		const note = "Delete it in Kibana under Stack Management, Saved Objects.";
		log.warn(`Kibana did not delete ${name}${Number.isInteger(code) ? ` (${code})` : ""}. ${note}`);
		return {
			name,
			action: "skipped",
			note
		};
	});
}
async function upload(kibana, objects, overwrite) {
	const file = {
		name: "saved-objects.ndjson",
		text: ndjsonOf(objects)
	};
	const answer = await kibana.upload(`/api/saved_objects/_import?overwrite=${overwrite}`, file);
	if (answer.status !== 200) throw refused(answer.status, IMPORT, PRIVILEGES$1);
	return answer;
}
/**
* Ids of our objects that are there already, each with the id that it has in this space.
* @throws ElasticError if anything else is wrong: a 200 says nothing.
*/
function conflictsOf({ status, body }) {
	const { success, errors } = fieldsOf(body);
	const listed = Array.isArray(errors) ? errors : [];
	const conflicts = /* @__PURE__ */ new Map();
	for (const one of listed) {
		const { id, error } = fieldsOf(one);
		const { type, destinationId } = fieldsOf(error);
		if (type !== "conflict" || typeof id !== "string") throw failed$1(type, id);
		conflicts.set(id, typeof destinationId === "string" ? destinationId : id);
	}
	if (success !== true && listed.length === 0) throw refused(status, IMPORT, PRIVILEGES$1);
	return conflicts;
}
/** The version of the dashboard that is there; undefined if it doesn't say. */
async function readVersion(kibana, id = DASHBOARD_ID) {
	const { status, body } = await kibana.post("/api/saved_objects/_export", {
		objects: [{
			type: "dashboard",
			id
		}],
		includeReferencesDeep: false,
		excludeExportDetails: true
	});
	if (status !== 200) throw refused(status, "the export of the dashboard", PRIVILEGES$1);
	const [dashboard] = Array.isArray(body) ? body : [body];
	return versionIn(fieldsOf(fieldsOf(dashboard).attributes).description);
}
/** Kinds of error are plain words, ids are ours; anything else is not shown. */
function failed$1(type, id) {
	const kind = typeof type === "string" && /^[a-z_]{1,40}$/.test(type) ? type : "unknown";
	const known = savedObjects().find((object) => object.id === id);
	const which = known === void 0 ? "a saved object" : nameOf(known);
	return new ElasticError(`Kibana did not import ${which} (${kind}). Check that it is Kibana 8.19 or later, or import docs/kibana/saved-objects.ndjson by hand.`, {
		status: 200,
		code: kind
	});
}
function nameOf({ type, id }) {
	return `${type === "index-pattern" ? "data view" : type} ${id}`;
}

// src/kibana/rule-import.ts
const PATH$1 = "/api/detection_engine/rules";
const PRIVILEGES = "Security (from 9.4 on: Rules and Exceptions) with All";
/**
* Imports the rules that are not there. Nothing is overwritten: Kibana answers 409 for a rule that exists and leaves it as
* it is, enabled or not, while it takes the others (elastic/kibana, security_solution, import_rules.ts).
* @returns none but `skipped` ones, and a warning, if this Kibana has no Security or the credentials may make no rules.
* @throws ElasticError
*/
async function importRules(kibana, log) {
	const file = {
		name: "rules.ndjson",
		text: ndjsonOf(RULES)
	};
	const { status, body } = await kibana.upload(`${PATH$1}/_import?overwrite=false`, file);
	if (isMissing(status)) return skipped(log, "imported", status);
	const { success, errors } = fieldsOf(body);
	const listed = Array.isArray(errors) ? errors : [];
	if (status !== 200 || success !== true && listed.length === 0) throw refused(status, "the import of rules", PRIVILEGES);
	const there = /* @__PURE__ */ new Set();
	for (const one of listed) {
		const { rule_id: id, error } = fieldsOf(one);
		const code = Number(fieldsOf(error).status_code);
		if (code !== 409) throw failed(id, code);
		there.add(id);
	}
	const changes = [];
	for (const rule of RULES) changes.push(there.has(rule.rule_id) ? await kept(kibana, rule) : changeOf$1(rule, "created", void 0));
	return changes;
}
/**
* Deletes our rules, by their `rule_id`.
* @returns none but `skipped` ones, and a warning, if this Kibana has no Security or the credentials may change no rules.
* @throws ElasticError
*/
async function removeRules(kibana, log) {
	const ids = /* @__PURE__ */ new Map();
	for (const rule of RULES) {
		const found = await read(kibana, rule);
		if (found === "no rules here") return skipped(log, "removed", 404);
		if (found === "not allowed") return skipped(log, "removed", 403);
		if (typeof found?.id === "string") ids.set(rule, found.id);
	}
	if (ids.size > 0) {
		const { status, body } = await kibana.post(`${PATH$1}/_bulk_action`, {
			action: "delete",
			ids: [...ids.values()]
		});
		if (status === 403) return skipped(log, "removed", status);
		const { succeeded } = fieldsOf(fieldsOf(fieldsOf(body).attributes).summary);
		if (status !== 200 || succeeded !== ids.size) throw refused(status, "the removal of rules", PRIVILEGES);
	}
	return RULES.map((rule) => ids.has(rule) ? changeOf$1(rule, "removed", void 0) : changeOf$1(rule, "unchanged", NOT_THERE));
}
async function kept(kibana, rule) {
	const found = await read(kibana, rule);
	const version = typeof found === "object" ? versionOfTags(found.tags) : void 0;
	if (version === 1) return changeOf$1(rule, "unchanged", void 0);
	return changeOf$1(rule, "skipped", `${version === void 0 ? "A rule of unknown version" : `Version ${version}`} is there, this is ${1}; to have it, delete that rule in Kibana and run the set-up again.`);
}
/** The rule as it is in Kibana; undefined if it isn't there. */
async function read(kibana, { rule_id: id }) {
	const { status, body } = await kibana.get(`${PATH$1}?rule_id=${id}`);
	if (status === 200) return fieldsOf(body);
	if (status === 403) return "not allowed";
	if (status === 404) return "status_code" in fieldsOf(body) ? void 0 : "no rules here";
	throw refused(status, "the search for a rule", PRIVILEGES);
}
/** 404: no such API in this Kibana or space. 403: these credentials may not. */
function isMissing(status) {
	return status === 403 || status === 404;
}
function skipped(log, done, status) {
	const why = status === 403 ? `the credentials need the Kibana privilege ${PRIVILEGES} in this space` : "this Kibana, or this space, has no Security";
	log.warn(`The detection rules were not ${done} (HTTP ${status}): ${why}. Everything else is done; see docs/kibana.md.`);
	return RULES.map((rule) => changeOf$1(rule, "skipped", `It was not ${done}: ${why}.`));
}
function failed(id, code) {
	const known = RULES.find(({ rule_id: ours }) => ours === id);
	const which = known === void 0 ? "a rule" : `the rule ${known.rule_id}`;
	const status = Number.isInteger(code) ? code : void 0;
	return new ElasticError(`Kibana did not import ${which}${status === void 0 ? "" : ` (${status})`}. Check that it is Kibana 8.19 or later, or import docs/kibana/rules.ndjson by hand.`, {
		status,
		code: "kibana"
	});
}
function changeOf$1({ rule_id: id }, action, note) {
	return {
		name: `rule ${id}`,
		action,
		note
	};
}

// src/kibana/setup.ts
/** Said in a dry run, which doesn't ask what is there. */
const ONLY_MISSING = "If it is not there.";
/**
* Puts data views, searches, the dashboard and the detection rules into a space of Kibana, or takes them away. Done again,
* it changes nothing. A rule that is there is never touched: its user may have switched it on, or changed it.
* A Kibana without Security, or a key that may not make rules, gets all but the rules, and a warning says so.
* @returns one change for each; in a dry run what would become of it if all were missing, or all there to be removed.
* @throws ElasticError, one sentence that says what to do; the signal's reason if it aborts.
*/
async function setUpKibana(options) {
	if (options.dryRun) return plan(options);
	const kibana = createKibana(options);
	const changes = options.remove ? [...await removeRules(kibana, options.log), ...await removeObjects(kibana, options.log)] : [...await importObjects(kibana), ...await importRules(kibana, options.log)];
	for (const { name, action, note } of changes) options.log.info(`Kibana: ${name}: ${action}${note === void 0 ? "" : `. ${note}`}`);
	return changes;
}
/** The requests, without credentials. */
function plan({ log, remove, url }) {
	const objects = savedObjects();
	const size = (lines) => `${lines.length} lines, ${Buffer.byteLength(ndjsonOf(lines))} bytes`;
	const requests = remove ? [
		...RULES.map(({ rule_id: id }) => `GET /api/detection_engine/rules?rule_id=${id}`),
		"POST /api/detection_engine/rules/_bulk_action {\"action\":\"delete\",\"ids\":[those that are there]}",
		`POST /api/saved_objects/_bulk_delete (${objects.length} objects)`
	] : [
		`POST /api/saved_objects/_import?overwrite=false, form field file=saved-objects.ndjson (${size(objects)})`,
		"POST /api/saved_objects/_import?overwrite=true, with those that are missing or of an older version",
		`POST /api/detection_engine/rules/_import?overwrite=false, form field file=rules.ndjson (${size(RULES)})`
	];
	log.info(`Kibana: dry run, nothing is sent to ${new URL(url).host}${new URL(url).pathname.replace(/\/$/, "")}`);
	for (const request of requests) log.info(`Kibana: ${request}`);
	return [...objects.map(({ type, id }) => `${type} ${id}`), ...RULES.map(({ rule_id: id }) => `rule ${id}`)].map((name) => ({
		name,
		action: remove ? "removed" : "created",
		note: remove ? "If it is there." : ONLY_MISSING
	}));
}

// src/mimecast/answer.ts
/** Reads a body as a JSON object. A byte order mark is passed over; the content type is only told, never trusted. */
function readBody(answer) {
	const text = answer.body.toString("utf8").replace(/^\uFEFF/, "");
	const start = text.trimStart();
	if (start === "") return {
		json: void 0,
		problem: "the answer is empty",
		passing: true
	};
	let json;
	try {
		json = JSON.parse(text);
	} catch {
		const type = answer.header("content-type");
		const kind = `content type ${type === void 0 ? "missing" : harmless(type, 40)}`;
		if (/^[[{"]/.test(start)) return {
			json: void 0,
			problem: `the answer's JSON is damaged or breaks off (${kind}, ${`${answer.body.length} bytes`})`,
			passing: start.startsWith("{")
		};
		const about = `${kind}, it starts with "${harmless(start, 60)}"`;
		return {
			json: void 0,
			problem: `the answer is ${start.startsWith("<") ? "a web page, not JSON" : "not JSON"} (${about})`,
			passing: false
		};
	}
	if (isObject(json)) return {
		json,
		problem: void 0
	};
	return {
		json: void 0,
		problem: "the answer is JSON, but not an object",
		passing: false
	};
}
/**
* All faults that an answer tells of, in the shapes that Mimecast has: `fail` of a function (a list of `errors` for each
* item of the request), `fail` of the gateway (flat), and `error` (as text or object). `fail` may come with status 200.
*/
function failuresOf(json) {
	if (json === void 0) return [];
	return [
		...listOf$1(json.fail),
		...listOf$1(json.error),
		...listOf$1(json.errors)
	].flatMap((item) => {
		const errors = isObject(item) ? listOf$1(item.errors) : [];
		return errors.length > 0 ? errors.map(toFailure) : [toFailure(item)];
	});
}
/** The faults in words: `err_validation_null (endDateTime), app_forbidden`. */
function describeFailures(failures) {
	const texts = [...new Set(failures.map((failure) => failure.text))];
	return texts.length <= 5 ? texts.join(", ") : `${texts.slice(0, 5).join(", ")} and ${texts.length - 5} more`;
}
/** Text from outside, cut short and only with letters, digits and a few marks, so that it can stand in a sentence. */
function harmless(text, length) {
	const clean = text.slice(0, length * 4).replace(/[^A-Za-z0-9 ._,;=+/()-]+/g, " ").replace(/ +/g, " ").trim();
	return clean.length > length ? `${clean.slice(0, length)}...` : clean;
}
function isObject(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
function toFailure(item) {
	const { code, field, message, retryable } = isObject(item) ? item : { message: item };
	const name = typeof code === "string" || typeof code === "number" ? harmless(String(code), 80) : "";
	const where = typeof field === "string" ? harmless(field, 40) : "";
	const words = typeof message === "string" ? harmless(message, 60) : "";
	const text = name !== "" ? name : words === "" ? "a fault without a code" : `"${words}"`;
	return {
		code: name || void 0,
		text: where === "" ? text : `${text} (${where})`,
		retryable: retryable === true
	};
}
function listOf$1(value) {
	if (value === void 0 || value === null || value === "" || value === false) return [];
	return Array.isArray(value) ? value : [value];
}

// src/mimecast/pace.ts
/** A wait longer than this is taken for another unit or an epoch, not for a wait, ms. */
const LONGEST_WAIT_MS = 36e5;
/** Waits shorter than this are not worth a line in the log, ms. */
const QUIET_WAIT_MS = 5e3;
function createPace(clock, log) {
	let notBefore = 0;
	return {
		async wait(signal) {
			for (let ms = notBefore - clock.now(); ms > 0; ms = notBefore - clock.now()) {
				if (ms >= QUIET_WAIT_MS) log.info(`Mimecast's rate limit is used up, waiting ${(ms / 1e3).toFixed(1)} s`);
				await clock.sleep(ms, signal);
			}
		},
		learn(answer) {
			const remaining = numberOf$1(rateHeader(answer, "Remaining"));
			const ms = answer.status === 429 ? askedWait(answer) : remaining === 0 ? resetOf(answer) : void 0;
			if (ms !== void 0) notBefore = Math.max(notBefore, clock.now() + ms);
		}
	};
}
/**
* How long an answer asks to wait, ms: `X-RateLimit-Reset` (milliseconds, docs: rate-limiting) or, where there is none,
* `Retry-After` (seconds or a date). Undefined if it says nothing, or nothing that makes sense.
*/
function askedWait(answer) {
	return resetOf(answer) || retryAfter(answer);
}
/** The moment of the `Date` header, ms UTC. */
function dateOf(answer) {
	return parseHttpDate(answer.header("date"));
}
function resetOf(answer) {
	return sensible(numberOf$1(rateHeader(answer, "Reset")));
}
function retryAfter(answer) {
	const text = answer.header("retry-after")?.trim();
	const seconds = numberOf$1(text);
	if (seconds !== void 0) return sensible(seconds * 1e3);
	const date = parseHttpDate(text);
	return date === void 0 ? void 0 : sensible(Math.max(0, date - (dateOf(answer) ?? answer.received)));
}
/** Both spellings have been seen: X-RateLimit-Reset (docs) and X-Rate-Limit-Reset (API 2.0). */
function rateHeader(answer, name) {
	return answer.header(`X-RateLimit-${name}`) ?? answer.header(`X-Rate-Limit-${name}`);
}
function numberOf$1(text) {
	return text !== void 0 && /^\s*\d{1,15}(\.\d{1,3})?\s*$/.test(text) ? Number(text) : void 0;
}
function sensible(ms) {
	return ms !== void 0 && ms <= LONGEST_WAIT_MS ? ms : void 0;
}
/** `Tue, 24 Nov 2026 09:05:31 GMT`; Date.parse alone would take almost anything. */
function parseHttpDate(text) {
	if (text === void 0 || !/^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/.test(text)) return void 0;
	const time = Date.parse(text);
	return Number.isNaN(time) ? void 0 : time;
}

// src/mimecast/exchange.ts
const ATTEMPTS = 6;
const BASE_MS = 1e3;
const CAP_MS = 3e4;
/** A fault that may pass: worth another attempt. Never leaves `exchange`. */
var PassingFault = class extends ProviderError {
	/** A few words for the log. */
	why;
	/** The least to wait, as the server asked, ms. */
	waitMs;
	constructor(message, details) {
		super(message, details);
		this.why = details.why;
		this.waitMs = details.waitMs;
	}
};
/**
* Makes one exchange with Mimecast, again and again while its fault may pass, six times at most.
* @throws ProviderError with a sentence for the user; the signal's reason if it aborts.
*/
async function exchange(label, attempt, wire, signal) {
	const { clock, log } = wire;
	try {
		return await retry(attempt, classify, {
			label,
			attempts: ATTEMPTS,
			baseMs: BASE_MS,
			capMs: CAP_MS,
			clock,
			log,
			signal
		});
	} catch (error) {
		if (error instanceof PassingFault) throw new ProviderError(`${error.message} It failed ${ATTEMPTS} times; run again later.`, {
			status: error.status,
			code: error.code
		});
		if (error instanceof TransferError) throw new ProviderError(`${label}: ${error.message} ${adviceOn$1(error)}`);
		throw error;
	}
}
/** Throws if the status says that the fault is Mimecast's and may pass: 408, 429, 5xx. */
function throwIfPassing(label, status, answer, failures) {
	if (status !== 408 && status !== 429 && status < 500) return;
	const what = `${statusText(status, failures)}`;
	throw new PassingFault(`${label}: ${what}, ${status === 429 ? "the rate limit is used up" : "a fault on the side of Mimecast"}.`, {
		why: `HTTP ${status}`,
		waitMs: askedWait(answer),
		status,
		code: failures[0]?.code
	});
}
/** `HTTP 403 (app_forbidden)`. */
function statusText(status, failures) {
	return failures.length === 0 ? `HTTP ${status}` : `HTTP ${status} (${describeFailures(failures)})`;
}
const PASSING_KINDS = {
	network: "no answer",
	timeout: "no whole answer in time",
	cut: "the answer was cut off",
	"too-large": void 0,
	redirect: void 0
};
function classify(thrown) {
	if (thrown instanceof PassingFault) return {
		retry: true,
		why: thrown.why,
		...thrown.waitMs === void 0 ? {} : { waitMs: thrown.waitMs }
	};
	const why = thrown instanceof TransferError ? PASSING_KINDS[thrown.kind] : void 0;
	return why === void 0 ? { retry: false } : {
		retry: true,
		why
	};
}
function adviceOn$1(error) {
	if (error.kind === "redirect") return "Check mimecast-region or mimecast-url.";
	if (error.kind === "too-large") return "This is not an answer that Mimecast gives: check mimecast-url.";
	return `It failed ${ATTEMPTS} times: check the network and mimecast-region or mimecast-url, or run again later.`;
}

// src/mimecast/api.ts
/** Same path and bodies for both generations. */
const AUDIT_PATH = "/api/audit/get-audit-events";
function createApi(options) {
	const { auth, pace, http, log, signal, generation } = options;
	const url = options.baseUrl + AUDIT_PATH;
	return { ask(body, label) {
		let renewed = false;
		const attempt = async () => {
			await pace.wait(signal);
			const headers = {
				Accept: "application/json",
				"Content-Type": "application/json",
				...await auth.headers(AUDIT_PATH, signal)
			};
			const answer = await http({
				method: "POST",
				url,
				headers,
				body
			}, signal);
			pace.learn(answer);
			const reading = readBody(answer);
			if (!renewed && isUnauthorised(answer, reading) && auth.renew()) {
				renewed = true;
				log.info(`${label}: Mimecast refused the access token, once more with a new one`);
				return attempt();
			}
			return accept(answer, reading, label, generation);
		};
		return exchange(label, attempt, options, signal);
	} };
}
function isUnauthorised(answer, { json }) {
	return statusOf(answer, json) === 401 || failuresOf(json).some(({ code }) => code === "token_expired");
}
/** Takes an answer or throws what it says. The order matters: what only a person can mend comes before what may pass. */
function accept(answer, reading, label, generation) {
	const { json } = reading;
	const failures = failuresOf(json);
	const status = statusOf(answer, json);
	const details = {
		status,
		code: failures[0]?.code
	};
	const data = json?.data;
	const hasEvents = Array.isArray(data) && data.length > 0;
	const fine = status >= 200 && status < 300 && (failures.length === 0 || hasEvents);
	const advice = fine ? void 0 : adviceOn(status, failures, generation, skewOf(answer));
	if (advice !== void 0) throw new ProviderError(`${label}: ${statusText(status, failures)}: ${advice}`, details);
	throwIfPassing(label, status, answer, failures);
	if (!fine) {
		const sentence = `${label}: ${statusText(status, failures)}: Mimecast did not take the request.`;
		if (failures.length > 0 && failures.every(({ retryable }) => retryable)) throw new PassingFault(sentence, {
			why: describeFailures(failures),
			...details
		});
		throw new ProviderError(sentence, details);
	}
	if (json === void 0) {
		const sentence = `${label}: HTTP ${status}, but ${reading.problem}. Check mimecast-region or mimecast-url, and what stands between here and Mimecast.`;
		throw reading.passing ? new PassingFault(sentence, {
			why: reading.problem,
			...details
		}) : new ProviderError(sentence, details);
	}
	if (!Array.isArray(data)) throw new ProviderError(`${label}: HTTP ${status}, but the answer has no list of events in "data", so its shape is not the one that Mimecast documents.`, details);
	return {
		body: answer.body,
		received: answer.received,
		events: data,
		...pagingOf(json, label, status),
		failure: failures.length > 0 ? describeFailures(failures) : void 0,
		clockSkewMs: skewOf(answer)
	};
}
/** A 200 says nothing of success: its own `meta.status` may say that the function failed. */
function statusOf(answer, json) {
	const inner = isObject(json?.meta) ? json.meta.status : void 0;
	const own = typeof inner === "string" && /^\d{3}$/.test(inner) ? Number(inner) : inner;
	const failed = typeof own === "number" && Number.isInteger(own) && own >= 400 && own < 600;
	return answer.status < 300 && failed ? own : answer.status;
}
function pagingOf(json, label, status) {
	const pagination = isObject(json.meta) ? json.meta.pagination : void 0;
	if (pagination === void 0 || pagination === null) return {
		next: void 0,
		paged: false
	};
	const next = isObject(pagination) ? pagination.next ?? void 0 : null;
	if (next !== void 0 && typeof next !== "string") throw new ProviderError(`${label}: HTTP ${status}, but the token of the next page is not text, so it can't be followed.`, { status });
	return {
		next: next || void 0,
		paged: true
	};
}
function skewOf(answer) {
	const date = dateOf(answer);
	return date === void 0 ? void 0 : answer.received - date;
}
/** What to do about a refusal that no further attempt will change; undefined if it is none. */
function adviceOn(status, failures, generation, skewMs) {
	const has = (test) => failures.some(({ code }) => code !== void 0 && test(code));
	const oauth = generation === "oauth";
	const keys = oauth ? "mimecast-client-id and mimecast-client-secret" : "mimecast-access-key, mimecast-secret-key, mimecast-app-id, mimecast-app-key";
	if (status === 418 || has((code) => code === "err_xdk_binding_expired")) return "the access key has expired. Make new keys in the Mimecast console and set mimecast-access-key and mimecast-secret-key.";
	if (has((code) => code === "app_forbidden")) return "the API application may not read audit events. Make one with the product \"Audit Events\".";
	if (has((code) => code === "err_audit_log_incorrect_region")) return "the account is in another region. Set mimecast-region.";
	if (status === 403 || has((code) => code.startsWith("err_xdk_") && code.includes("forbidden"))) return "the API application may not read audit events. Give it a role with Account | Logs | Read.";
	if (status === 401 || has((code) => code === "token_expired")) {
		if (oauth) return `Mimecast refused a new access token as well. Check that the API application is enabled, ${keys} and mimecast-region.`;
		return `Mimecast refused the signature. Check ${keys}, mimecast-region, and the clock of this machine${skewMs !== void 0 && Math.abs(skewMs) > 6e4 ? `: it differs by ${Math.round(skewMs / 1e3)} s` : ""}.`;
	}
	if (!(status === 408 || status === 429 || status >= 500) && has((code) => code.startsWith("err_xdk_") || code === "err_developer_key")) return `Mimecast refused the keys. Check ${keys}.`;
	if (status === 404 || status === 405) return "this is not the audit API. Check mimecast-region or mimecast-url.";
}

// src/mimecast/auth.ts
const TOKEN_PATH = "/oauth/token";
const TOKEN_LABEL = "Mimecast access token";
/** A token lives about 30 minutes (`expires_in` 1799); taken where the answer doesn't say it, s. */
const USUAL_LIFE_S = 1799;
/** A token is renewed this long before its end, s. */
const RENEW_EARLY_S = 60;
function createAuth(options) {
	return options.credentials.kind === "oauth" ? createOAuth(options.credentials, options) : createHmacAuth(options.credentials, options);
}
function createOAuth(credentials, options) {
	const { clock, http, baseUrl, mask } = options;
	let token;
	let pending;
	const request = {
		method: "POST",
		url: baseUrl + TOKEN_PATH,
		headers: {
			Accept: "application/json",
			"Content-Type": "application/x-www-form-urlencoded"
		},
		body: new URLSearchParams({
			client_id: credentials.clientId,
			client_secret: credentials.clientSecret,
			grant_type: "client_credentials"
		}).toString()
	};
	const fetchToken = (signal) => exchange(TOKEN_LABEL, async () => {
		const asked = clock.now();
		const { value, lifeSeconds } = readToken(await http(request, signal));
		mask(value);
		return {
			value,
			renewAt: asked + (lifeSeconds - Math.min(RENEW_EARLY_S, lifeSeconds / 2)) * 1e3
		};
	}, options, signal);
	return {
		async headers(_path, signal) {
			if (token === void 0 || clock.now() >= token.renewAt) {
				pending ??= fetchToken(signal).finally(() => {
					pending = void 0;
				});
				token = await pending;
			}
			return { Authorization: `Bearer ${token.value}` };
		},
		renew() {
			token = void 0;
			return true;
		}
	};
}
function readToken(answer) {
	const reading = readBody(answer);
	const failures = failuresOf(reading.json);
	const { status } = answer;
	const details = {
		status,
		code: failures[0]?.code
	};
	throwIfPassing(TOKEN_LABEL, status, answer, failures);
	if (status === 400 || status === 401 || status === 403 || status < 300 && failures.length > 0) throw new ProviderError(`${TOKEN_LABEL}: ${statusText(status, failures)}: Mimecast refused the client id and secret. Check mimecast-client-id, mimecast-client-secret and mimecast-region, and that the API application is enabled.`, details);
	if (status < 200 || status >= 300) throw new ProviderError(`${TOKEN_LABEL}: ${statusText(status, failures)}. Check mimecast-region or mimecast-url.`, details);
	if (reading.json === void 0) {
		const sentence = `${TOKEN_LABEL}: ${reading.problem}. Check mimecast-region or mimecast-url.`;
		throw reading.passing ? new PassingFault(sentence, {
			why: reading.problem,
			...details
		}) : new ProviderError(sentence, details);
	}
	const { access_token: value, expires_in: life } = reading.json;
	if (typeof value !== "string" || !/^[\x21-\x7e]+$/.test(value)) throw new ProviderError(`${TOKEN_LABEL}: the answer holds no usable access_token. Check mimecast-region or mimecast-url.`, details);
	return {
		value,
		lifeSeconds: lifeOf(life)
	};
}
/** `expires_in` has been seen as a number and as text. */
function lifeOf(value) {
	const seconds = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
	return typeof seconds === "number" && Number.isFinite(seconds) && seconds > 0 ? seconds : USUAL_LIFE_S;
}
/**
* API 1.0: HMAC-SHA1 over date, request id, path and application key, joined by colons; the key is the decoded secret key.
* The body is not signed. A signature is not masked: without the access key, which is, it opens nothing, and thousands of
* masks would slow every later line of the log. Source: integrations.mimecast.com, API overview, authorization.
*/
function createHmacAuth(credentials, options) {
	const { clock, requestId = randomUUID } = options;
	const { accessKey, appId, appKey } = credentials;
	const key = Buffer.from(credentials.secretKey, "base64");
	return {
		async headers(path, signal) {
			signal.throwIfAborted();
			const date = new Date(clock.now()).toUTCString().replace("GMT", "UTC");
			const id = requestId();
			const signature = createHmac("sha1", key).update(`${date}:${id}:${path}:${appKey}`).digest("base64");
			return {
				Authorization: `MC ${accessKey}:${signature}`,
				"x-mc-date": date,
				"x-mc-req-id": id,
				"x-mc-app-id": appId
			};
		},
		renew: () => false
	};
}

// src/mimecast/categories.ts
/** Docs: get-audit-events, which names it as the source of its `categories`; the same for both generations. */
const PATH = "/api/audit/get-categories";
const LABEL = "Mimecast categories";
/** Far more than an account has: 16 codes are known. */
const MOST = 1e3;
const MOST_PAGES = 100;
/**
* Asks which categories of audit events the account offers. All of the list or an error: a part of it would look as if
* categories had disappeared.
* @returns their codes as Mimecast writes them, each once, sorted; at least one.
* @throws ProviderError with a sentence for the user; the signal's reason if it aborts.
*/
async function askCategories(options) {
	const { credentials, http, clock, log, signal } = options;
	const wire = {
		baseUrl: options.baseUrl.replace(/\/+$/, ""),
		http,
		clock,
		log
	};
	const auth = createAuth({
		...wire,
		credentials,
		mask: options.mask
	});
	const api = createApi({
		...wire,
		http: (request, stop) => http({
			...request,
			url: wire.baseUrl + PATH
		}, stop),
		auth: {
			headers: (_path, stop) => auth.headers(PATH, stop),
			renew: () => auth.renew()
		},
		generation: credentials.kind,
		pace: createPace(clock, log),
		signal
	});
	const codes = /* @__PURE__ */ new Set();
	const seen = /* @__PURE__ */ new Set();
	let token;
	for (;;) {
		const answer = await api.ask(bodyOf$2(token), LABEL);
		if (answer.failure !== void 0) throw new ProviderError(`${LABEL}: Mimecast gave a list and a fault together (${answer.failure}), so a part of it may be missing. Run again later.`);
		for (const code of codesIn(answer.events)) codes.add(code);
		if (codes.size > MOST) throw new ProviderError(`${LABEL}: more than ${MOST} codes came, so this is not the list. Check mimecast-region or mimecast-url.`);
		token = answer.events.length === 0 ? void 0 : answer.next;
		if (token === void 0) break;
		if (seen.has(token) || seen.size >= MOST_PAGES) throw new ProviderError(`${LABEL}: the list has no end, since Mimecast gives page after page of it. Run again later.`);
		seen.add(token);
	}
	if (codes.size === 0) throw new ProviderError(`${LABEL}: Mimecast names no category at all, which is no list to rely on. Check that the API application may read audit events (Account | Logs | Read), or run again later.`);
	return [...codes].sort();
}
/** A client that is known to work sends an empty object; a page token has the same place in all requests (docs: API concepts). */
function bodyOf$2(pageToken) {
	return JSON.stringify(pageToken === void 0 ? {} : { meta: { pagination: { pageToken } } });
}
/**
* The codes in `data`. Known is that they stand as `code` in the items of `data[0].categories`; items directly in `data`, and
* codes as plain texts, are taken too, since no source shows an answer whole.
*/
function codesIn(data) {
	return data.flatMap((one) => isObject(one) && Array.isArray(one.categories) ? one.categories : [one]).map((item) => {
		const code = isObject(item) ? item.code : item;
		if (typeof code === "string" && code.trim() !== "") return code.trim();
		throw new ProviderError(`${LABEL}: an item of the list has no code, so its shape is not the one that is known, and nothing is taken from it.`);
	});
}

// src/mimecast/reader.ts
const DEFAULT_PAGE_SIZE = 100;
const DEFAULT_MAX_PAGES = 1e5;
const PROGRESS_EVERY_MS = 1e4;
function createSource(options) {
	const { clock, log, signal, pageSize = DEFAULT_PAGE_SIZE, maxPages = DEFAULT_MAX_PAGES } = options;
	let requests = 0;
	const http = async (request, stop) => {
		stop.throwIfAborted();
		requests += 1;
		return options.http(request, stop);
	};
	const wire = {
		baseUrl: options.baseUrl.replace(/\/+$/, ""),
		http,
		clock,
		log
	};
	const auth = createAuth({
		...wire,
		credentials: options.credentials,
		mask: options.mask
	});
	const api = createApi({
		...wire,
		generation: options.credentials.kind,
		auth,
		pace: createPace(clock, log),
		signal
	});
	let orderWarned = false;
	return { async read(span, keep) {
		const firstRequest = requests;
		const question = questionOf(span, options);
		const seen = /* @__PURE__ */ new Set();
		const progress = createProgress(clock, log);
		const order = createOrderCheck();
		let token;
		let pages = 0;
		let rows = 0;
		let clockSkewMs;
		let fault;
		const end = (reason, error) => ({
			complete: reason === void 0,
			reason,
			error,
			pages,
			rows,
			requests: requests - firstRequest,
			clockSkewMs
		});
		for (;;) {
			const label = `Mimecast page ${pages + 1}`;
			let answer;
			try {
				answer = await api.ask(bodyOf$1(question, pageSize, token), label);
			} catch (error) {
				if (signal.aborted) return end(messageOf(signal.reason));
				if (error instanceof ProviderError) return end(error.message, error);
				throw error;
			}
			pages += 1;
			rows += answer.events.length;
			clockSkewMs = answer.clockSkewMs ?? clockSkewMs;
			await keep({
				span,
				bytes: answer.body,
				events: answer.events,
				received: answer.received
			});
			if (answer.failure !== void 0) fault ??= `${label}: Mimecast gave events and a fault together (${answer.failure}), so some may be missing.`;
			if (!order.follows(answer.events) && !orderWarned) {
				orderWarned = true;
				log.warn(`${label}: the events are not in the order newest first. All pages are read all the same.`);
			}
			progress(pages, rows, order.oldest());
			if (!answer.paged) {
				const here = answer.events.length;
				if (here > 0 && here < pageSize) log.info(`${label}: no pagination in the answer, so this is taken as the last page`);
				else fault ??= `${label}: ${here} events and no pagination in the answer, so whether more follow can't be known; run again later.`;
			}
			if (answer.events.length === 0 && answer.next !== void 0) log.info(`${label}: a token for a next page, but no events: this is taken as the end`);
			if (timeAt(answer) + 1e3 < span.to * 1e3) fault ??= `${label}: by Mimecast's clock the span isn't over yet (this machine's is ${Math.round((answer.clockSkewMs ?? 0) / 1e3)} s ahead), so events may still come. Set the clock.`;
			const next = answer.events.length === 0 ? void 0 : answer.next;
			if (next === void 0) return end(fault ?? fallenOut(span, answer, label));
			if (seen.has(next)) return end(fault ?? `${label}: Mimecast gave a page token for the second time, so the rest can't be reached.`);
			if (pages >= maxPages) return end(fault ?? `Reading stopped after ${maxPages} pages, the limit for one span; ask for a shorter one.`);
			seen.add(next);
			token = next;
		}
	} };
}
/**
* `data[0]`, the same for every page of a span. The start is one second early and the end is the first second after the
* span, so that the span is covered whether Mimecast takes its edges as inside or outside.
*/
function questionOf(span, { categories, query }) {
	return {
		startDateTime: requestTime(span.from - 1),
		endDateTime: requestTime(span.to),
		...query === void 0 ? {} : { query },
		...categories === "all" ? {} : { categories }
	};
}
function bodyOf$1(question, pageSize, pageToken) {
	return JSON.stringify({
		meta: { pagination: {
			pageSize,
			...pageToken === void 0 ? {} : { pageToken }
		} },
		data: [question]
	});
}
/** `2026-11-24T00:00:00+0000`: four digits of offset, no colon (docs: get-audit-events). */
function requestTime(seconds) {
	return formatMoment(seconds).replace("Z", "+0000");
}
/** Mimecast's own time when it answered, ms UTC: ours, less what its `Date` header says that we are ahead. */
function timeAt({ received, clockSkewMs = 0 }) {
	return received - clockSkewMs;
}
/** Newest first, so the last page tells: by then the oldest part may have left the days that Mimecast gives out. */
function fallenOut(span, answer, label) {
	if (timeAt(answer) / 1e3 - 60 * 86400 <= span.from) return void 0;
	return `${label}: reading took so long that the beginning of the span left the ${60} days that Mimecast gives out; read it again in shorter spans.`;
}
/** A line in the log at most every 10 s. */
function createProgress(clock, log) {
	const started = clock.now();
	let told = started;
	return (pages, rows, oldest) => {
		const now = clock.now();
		if (now - told < PROGRESS_EVERY_MS) return;
		told = now;
		const back = oldest === void 0 ? "" : `, back to ${formatMoment(Math.floor(oldest / 1e3))}`;
		const rate = Math.round(rows / ((now - started) / 1e3));
		log.info(`Reading Mimecast: ${pages} pages, ${rows} rows${back}, ${rate} rows/s`);
	};
}
/**
* Watches whether the events of a read come newest first. Rows may repeat at the edge of a page when new ones push them
* down, so a page is compared with the newest of the page before, not with its oldest.
*/
function createOrderCheck() {
	let oldest;
	let newestBefore = Number.POSITIVE_INFINITY;
	return {
		follows(events) {
			const times = events.flatMap((event) => parseEventTime(isObject(event) ? event.eventTime : void 0) ?? []);
			let previous = newestBefore;
			let inOrder = true;
			for (const time of times) {
				if (time > previous) inOrder = false;
				previous = time;
				oldest = Math.min(oldest ?? time, time);
			}
			newestBefore = times[0] ?? newestBefore;
			return inOrder;
		},
		oldest: () => oldest
	};
}

// node_modules/pend/index.js
var require_pend = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = Pend;
	function Pend() {
		this.pending = 0;
		this.max = 1e400;
		this.listeners = [];
		this.waiting = [];
		this.error = null;
	}
	Pend.prototype.go = function(fn) {
		if (this.pending < this.max) pendGo(this, fn);
		else this.waiting.push(fn);
	};
	Pend.prototype.wait = function(cb) {
		if (this.pending === 0) cb(this.error);
		else this.listeners.push(cb);
	};
	Pend.prototype.hold = function() {
		return pendHold(this);
	};
	function pendHold(self) {
		self.pending += 1;
		var called = false;
		return onCb;
		function onCb(err) {
			if (called) throw new Error("callback called twice");
			called = true;
			self.error = self.error || err;
			self.pending -= 1;
			if (self.waiting.length > 0 && self.pending < self.max) pendGo(self, self.waiting.shift());
			else if (self.pending === 0) {
				var listeners = self.listeners;
				self.listeners = [];
				listeners.forEach(cbListener);
			}
		}
		function cbListener(listener) {
			listener(self.error);
		}
	}
	function pendGo(self, fn) {
		fn(pendHold(self));
	}
}));

// node_modules/yauzl/fd-slicer.js
var require_fd_slicer = /* @__PURE__ */ __commonJSMin(((exports) => {
	var fs = __require("fs");
	var util = __require("util");
	var stream = __require("stream");
	var Readable = stream.Readable;
	var PassThrough = stream.PassThrough;
	var Pend = require_pend();
	var EventEmitter = __require("events").EventEmitter;
	exports.BufferSlicer = BufferSlicer;
	exports.FdSlicer = FdSlicer;
	util.inherits(FdSlicer, EventEmitter);
	function FdSlicer(fd) {
		EventEmitter.call(this);
		this.fd = fd;
		this.pend = new Pend();
		this.pend.max = 1;
		this.refCount = 0;
	}
	FdSlicer.prototype.read = function(buffer, offset, length, position, callback) {
		var self = this;
		self.pend.go(function(cb) {
			fs.read(self.fd, buffer, offset, length, position, function(err, bytesRead, buffer) {
				cb();
				callback(err, bytesRead, buffer);
			});
		});
	};
	FdSlicer.prototype.createReadStream = function(options) {
		return new ReadStream(this, options);
	};
	FdSlicer.prototype.ref = function() {
		this.refCount += 1;
	};
	FdSlicer.prototype.unref = function() {
		var self = this;
		self.refCount -= 1;
		if (self.refCount < 0) throw new Error("invalid unref");
		if (self.refCount > 0) return;
		fs.close(self.fd, onCloseDone);
		function onCloseDone(err) {
			if (err) self.emit("error", err);
			else self.emit("close");
		}
	};
	util.inherits(ReadStream, Readable);
	function ReadStream(context, options) {
		options = options || {};
		Readable.call(this, options);
		this.context = context;
		this.context.ref();
		this.start = options.start || 0;
		this.endOffset = options.end;
		this.pos = this.start;
	}
	ReadStream.prototype._read = function(n) {
		var self = this;
		var toRead = Math.min(self._readableState.highWaterMark, n);
		if (self.endOffset != null) toRead = Math.min(toRead, self.endOffset - self.pos);
		if (toRead <= 0) {
			self.push(null);
			this._cleanup();
			return;
		}
		self.context.pend.go(function(cb) {
			var buffer = Buffer.allocUnsafe(toRead);
			fs.read(self.context.fd, buffer, 0, toRead, self.pos, function(err, bytesRead) {
				if (err) self.destroy(err);
				else if (bytesRead === 0) {
					self.push(null);
					self._cleanup();
				} else {
					self.pos += bytesRead;
					self.push(buffer.slice(0, bytesRead));
				}
				cb();
			});
		});
	};
	ReadStream.prototype._destroy = function(err, cb) {
		this._cleanup();
		cb(err);
	};
	ReadStream.prototype._cleanup = function() {
		if (this.context != null) {
			this.context.unref();
			this.context = null;
		}
	};
	util.inherits(BufferSlicer, EventEmitter);
	function BufferSlicer(buffer) {
		EventEmitter.call(this);
		this.refCount = 0;
		this.buffer = buffer;
	}
	BufferSlicer.prototype.read = function(buffer, offset, length, position, callback) {
		if (!(0 <= offset && offset <= buffer.length)) throw new RangeError("offset outside buffer: 0 <= " + offset + " <= " + buffer.length);
		if (position < 0) throw new RangeError("position is negative: " + position);
		if (offset + length > buffer.length) length = buffer.length - offset;
		if (position + length > this.buffer.length) length = this.buffer.length - position;
		if (length <= 0) {
			setImmediate(function() {
				callback(null, 0);
			});
			return;
		}
		this.buffer.copy(buffer, offset, position, position + length);
		setImmediate(function() {
			callback(null, length);
		});
	};
	BufferSlicer.prototype.createReadStream = function(options) {
		options = options || {};
		var readStream = new PassThrough(options);
		readStream.start = options.start || 0;
		readStream.endOffset = options.end;
		readStream.pos = readStream.endOffset || this.buffer.length;
		var entireSlice = this.buffer.slice(readStream.start, readStream.pos);
		var maxChunkSize = 65536;
		var offset = 0;
		while (true) {
			var nextOffset = offset + maxChunkSize;
			if (nextOffset >= entireSlice.length) {
				if (offset < entireSlice.length) readStream.write(entireSlice.slice(offset, entireSlice.length));
				break;
			}
			readStream.write(entireSlice.slice(offset, nextOffset));
			offset = nextOffset;
		}
		readStream.end();
		return readStream;
	};
	BufferSlicer.prototype.ref = function() {
		this.refCount += 1;
	};
	BufferSlicer.prototype.unref = function() {
		this.refCount -= 1;
		if (this.refCount < 0) throw new Error("invalid unref");
	};
}));

// node_modules/yauzl/crc32.js
var require_crc32 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const CRC_TABLE = new Int32Array([
		0,
		1996959894,
		3993919788,
		2567524794,
		124634137,
		1886057615,
		3915621685,
		2657392035,
		249268274,
		2044508324,
		3772115230,
		2547177864,
		162941995,
		2125561021,
		3887607047,
		2428444049,
		498536548,
		1789927666,
		4089016648,
		2227061214,
		450548861,
		1843258603,
		4107580753,
		2211677639,
		325883990,
		1684777152,
		4251122042,
		2321926636,
		335633487,
		1661365465,
		4195302755,
		2366115317,
		997073096,
		1281953886,
		3579855332,
		2724688242,
		1006888145,
		1258607687,
		3524101629,
		2768942443,
		901097722,
		1119000684,
		3686517206,
		2898065728,
		853044451,
		1172266101,
		3705015759,
		2882616665,
		651767980,
		1373503546,
		3369554304,
		3218104598,
		565507253,
		1454621731,
		3485111705,
		3099436303,
		671266974,
		1594198024,
		3322730930,
		2970347812,
		795835527,
		1483230225,
		3244367275,
		3060149565,
		1994146192,
		31158534,
		2563907772,
		4023717930,
		1907459465,
		112637215,
		2680153253,
		3904427059,
		2013776290,
		251722036,
		2517215374,
		3775830040,
		2137656763,
		141376813,
		2439277719,
		3865271297,
		1802195444,
		476864866,
		2238001368,
		4066508878,
		1812370925,
		453092731,
		2181625025,
		4111451223,
		1706088902,
		314042704,
		2344532202,
		4240017532,
		1658658271,
		366619977,
		2362670323,
		4224994405,
		1303535960,
		984961486,
		2747007092,
		3569037538,
		1256170817,
		1037604311,
		2765210733,
		3554079995,
		1131014506,
		879679996,
		2909243462,
		3663771856,
		1141124467,
		855842277,
		2852801631,
		3708648649,
		1342533948,
		654459306,
		3188396048,
		3373015174,
		1466479909,
		544179635,
		3110523913,
		3462522015,
		1591671054,
		702138776,
		2966460450,
		3352799412,
		1504918807,
		783551873,
		3082640443,
		3233442989,
		3988292384,
		2596254646,
		62317068,
		1957810842,
		3939845945,
		2647816111,
		81470997,
		1943803523,
		3814918930,
		2489596804,
		225274430,
		2053790376,
		3826175755,
		2466906013,
		167816743,
		2097651377,
		4027552580,
		2265490386,
		503444072,
		1762050814,
		4150417245,
		2154129355,
		426522225,
		1852507879,
		4275313526,
		2312317920,
		282753626,
		1742555852,
		4189708143,
		2394877945,
		397917763,
		1622183637,
		3604390888,
		2714866558,
		953729732,
		1340076626,
		3518719985,
		2797360999,
		1068828381,
		1219638859,
		3624741850,
		2936675148,
		906185462,
		1090812512,
		3747672003,
		2825379669,
		829329135,
		1181335161,
		3412177804,
		3160834842,
		628085408,
		1382605366,
		3423369109,
		3138078467,
		570562233,
		1426400815,
		3317316542,
		2998733608,
		733239954,
		1555261956,
		3268935591,
		3050360625,
		752459403,
		1541320221,
		2607071920,
		3965973030,
		1969922972,
		40735498,
		2617837225,
		3943577151,
		1913087877,
		83908371,
		2512341634,
		3803740692,
		2075208622,
		213261112,
		2463272603,
		3855990285,
		2094854071,
		198958881,
		2262029012,
		4057260610,
		1759359992,
		534414190,
		2176718541,
		4139329115,
		1873836001,
		414664567,
		2282248934,
		4279200368,
		1711684554,
		285281116,
		2405801727,
		4167216745,
		1634467795,
		376229701,
		2685067896,
		3608007406,
		1308918612,
		956543938,
		2808555105,
		3495958263,
		1231636301,
		1047427035,
		2932959818,
		3654703836,
		1088359270,
		936918e3,
		2847714899,
		3736837829,
		1202900863,
		817233897,
		3183342108,
		3401237130,
		1404277552,
		615818150,
		3134207493,
		3453421203,
		1423857449,
		601450431,
		3009837614,
		3294710456,
		1567103746,
		711928724,
		3020668471,
		3272380065,
		1510334235,
		755167117
	]);
	function crc32(buf) {
		let crc = -1;
		for (let x of buf) crc = CRC_TABLE[(crc ^ x) & 255] ^ crc >>> 8;
		return (crc ^ -1) >>> 0;
	}
	module.exports = crc32;
}));

// node_modules/yauzl/index.js
var require_yauzl = /* @__PURE__ */ __commonJSMin(((exports) => {
	var fs = __require("fs");
	var zlib = __require("zlib");
	var fd_slicer = require_fd_slicer();
	var util = __require("util");
	var EventEmitter = __require("events").EventEmitter;
	var Transform = __require("stream").Transform;
	var PassThrough = __require("stream").PassThrough;
	var Writable = __require("stream").Writable;
	const crc32 = typeof zlib.crc32 === "function" ? zlib.crc32 : require_crc32();
	exports.openPromise = openPromise;
	function openPromise(path, options) {
		return new Promise((resolve, reject) => {
			open(path, {
				...options,
				lazyEntries: true
			}, function(err, zipfile) {
				if (err) return reject(err);
				resolve(zipfile);
			});
		});
	}
	function open(path, options, callback) {
		if (typeof options === "function") {
			callback = options;
			options = null;
		}
		if (options == null) options = {};
		if (options.autoClose == null) options.autoClose = true;
		if (options.lazyEntries == null) options.lazyEntries = false;
		if (options.decodeStrings == null) options.decodeStrings = true;
		if (options.validateEntrySizes == null) options.validateEntrySizes = true;
		if (options.strictFileNames == null) options.strictFileNames = false;
		if (callback == null) callback = defaultCallback;
		fs.open(path, "r", function(err, fd) {
			if (err) return callback(err);
			fromFd(fd, options, function(err, zipfile) {
				if (err) fs.close(fd, defaultCallback);
				callback(err, zipfile);
			});
		});
	}
	function fromFd(fd, options, callback) {
		if (typeof options === "function") {
			callback = options;
			options = null;
		}
		if (options == null) options = {};
		if (options.autoClose == null) options.autoClose = false;
		if (options.lazyEntries == null) options.lazyEntries = false;
		if (options.decodeStrings == null) options.decodeStrings = true;
		if (options.validateEntrySizes == null) options.validateEntrySizes = true;
		if (options.strictFileNames == null) options.strictFileNames = false;
		if (callback == null) callback = defaultCallback;
		fs.fstat(fd, function(err, stats) {
			if (err) return callback(err);
			fromRandomAccessReader(new fd_slicer.FdSlicer(fd), stats.size, options, callback);
		});
	}
	function fromRandomAccessReader(reader, totalSize, options, callback) {
		if (typeof options === "function") {
			callback = options;
			options = null;
		}
		if (options == null) options = {};
		if (options.autoClose == null) options.autoClose = true;
		if (options.lazyEntries == null) options.lazyEntries = false;
		if (options.decodeStrings == null) options.decodeStrings = true;
		var decodeStrings = !!options.decodeStrings;
		if (options.validateEntrySizes == null) options.validateEntrySizes = true;
		if (options.strictFileNames == null) options.strictFileNames = false;
		if (callback == null) callback = defaultCallback;
		if (typeof totalSize !== "number") throw new Error("expected totalSize parameter to be a number");
		if (totalSize > Number.MAX_SAFE_INTEGER) throw new Error("zip file too large. only file sizes up to 2^52 are supported due to JavaScript's Number type being an IEEE 754 double.");
		reader.ref();
		var eocdrWithoutCommentSize = 22;
		var zip64EocdlSize = 20;
		var bufferSize = Math.min(zip64EocdlSize + eocdrWithoutCommentSize + 65535, totalSize);
		var buffer = newBuffer(bufferSize);
		readAndAssertNoEof(reader, buffer, 0, bufferSize, totalSize - buffer.length, function(err) {
			if (err) return callback(err);
			for (var i = bufferSize - eocdrWithoutCommentSize; i >= 0; i -= 1) {
				if (buffer.readUInt32LE(i) !== 101010256) continue;
				var eocdrBuffer = buffer.subarray(i);
				var diskNumber = eocdrBuffer.readUInt16LE(4);
				var entryCount = eocdrBuffer.readUInt16LE(10);
				var centralDirectoryOffset = eocdrBuffer.readUInt32LE(16);
				var commentLength = eocdrBuffer.readUInt16LE(20);
				var expectedCommentLength = eocdrBuffer.length - eocdrWithoutCommentSize;
				if (commentLength !== expectedCommentLength) return callback(/* @__PURE__ */ new Error("Invalid comment length. Expected: " + expectedCommentLength + ". Found: " + commentLength + ". Are there extra bytes at the end of the file? Or is the end of central dir signature `PK☺☻` in the comment?"));
				var comment = decodeStrings ? decodeBuffer(eocdrBuffer.subarray(22), false) : eocdrBuffer.subarray(22);
				if (i - zip64EocdlSize >= 0 && buffer.readUInt32LE(i - zip64EocdlSize) === 117853008) {
					var zip64EocdrOffset = readUInt64LE(buffer.subarray(i - zip64EocdlSize, i - zip64EocdlSize + zip64EocdlSize), 8);
					var zip64EocdrBuffer = newBuffer(56);
					return readAndAssertNoEof(reader, zip64EocdrBuffer, 0, zip64EocdrBuffer.length, zip64EocdrOffset, function(err) {
						if (err) return callback(err);
						if (zip64EocdrBuffer.readUInt32LE(0) !== 101075792) return callback(/* @__PURE__ */ new Error("invalid zip64 end of central directory record signature"));
						diskNumber = zip64EocdrBuffer.readUInt32LE(16);
						if (diskNumber !== 0) return callback(/* @__PURE__ */ new Error("multi-disk zip files are not supported: found disk number: " + diskNumber));
						entryCount = readUInt64LE(zip64EocdrBuffer, 32);
						centralDirectoryOffset = readUInt64LE(zip64EocdrBuffer, 48);
						return callback(null, new ZipFile(reader, centralDirectoryOffset, totalSize, entryCount, comment, options.autoClose, options.lazyEntries, decodeStrings, options.validateEntrySizes, options.strictFileNames));
					});
				}
				if (diskNumber !== 0) return callback(/* @__PURE__ */ new Error("multi-disk zip files are not supported: found disk number: " + diskNumber));
				return callback(null, new ZipFile(reader, centralDirectoryOffset, totalSize, entryCount, comment, options.autoClose, options.lazyEntries, decodeStrings, options.validateEntrySizes, options.strictFileNames));
			}
			callback(/* @__PURE__ */ new Error("End of central directory record signature not found. Either not a zip file, or file is truncated."));
		});
	}
	util.inherits(ZipFile, EventEmitter);
	function ZipFile(reader, centralDirectoryOffset, fileSize, entryCount, comment, autoClose, lazyEntries, decodeStrings, validateEntrySizes, strictFileNames) {
		var self = this;
		EventEmitter.call(self);
		self.reader = reader;
		self.reader.on("error", function(err) {
			emitError(self, err);
		});
		self.reader.once("close", function() {
			self.emit("close");
		});
		self.readEntryCursor = centralDirectoryOffset;
		self.fileSize = fileSize;
		self.entryCount = entryCount;
		self.comment = comment;
		self.entriesRead = 0;
		self.autoClose = !!autoClose;
		self.lazyEntries = !!lazyEntries;
		self.decodeStrings = !!decodeStrings;
		self.validateEntrySizes = !!validateEntrySizes;
		self.strictFileNames = !!strictFileNames;
		self.isOpen = true;
		self.emittedError = false;
		self.hasEachEntryBeenCalled = false;
		if (!self.lazyEntries) self._readEntry();
	}
	ZipFile.prototype.close = function() {
		if (!this.isOpen) return;
		this.isOpen = false;
		this.reader.unref();
	};
	function emitErrorAndAutoClose(self, err) {
		if (self.autoClose) self.close();
		emitError(self, err);
	}
	function emitError(self, err) {
		if (self.emittedError) return;
		self.emittedError = true;
		self.emit("error", err);
	}
	ZipFile.prototype.readEntry = function() {
		if (!this.lazyEntries) throw new Error("readEntry() called without lazyEntries:true");
		this._readEntry();
	};
	ZipFile.prototype._readEntry = function() {
		var self = this;
		if (self.entryCount === self.entriesRead) {
			setImmediate(function() {
				if (self.autoClose) self.close();
				if (self.emittedError) return;
				self.emit("end");
			});
			return;
		}
		if (self.emittedError) return;
		var buffer = newBuffer(46);
		readAndAssertNoEof(self.reader, buffer, 0, buffer.length, self.readEntryCursor, function(err) {
			if (err) return emitErrorAndAutoClose(self, err);
			if (self.emittedError) return;
			var entry = new Entry();
			var signature = buffer.readUInt32LE(0);
			if (signature !== 33639248) return emitErrorAndAutoClose(self, /* @__PURE__ */ new Error("invalid central directory file header signature: 0x" + signature.toString(16)));
			entry.versionMadeBy = buffer.readUInt16LE(4);
			entry.versionNeededToExtract = buffer.readUInt16LE(6);
			entry.generalPurposeBitFlag = buffer.readUInt16LE(8);
			entry.compressionMethod = buffer.readUInt16LE(10);
			entry.lastModFileTime = buffer.readUInt16LE(12);
			entry.lastModFileDate = buffer.readUInt16LE(14);
			entry.crc32 = buffer.readUInt32LE(16);
			entry.compressedSize = buffer.readUInt32LE(20);
			entry.uncompressedSize = buffer.readUInt32LE(24);
			entry.fileNameLength = buffer.readUInt16LE(28);
			entry.extraFieldLength = buffer.readUInt16LE(30);
			entry.fileCommentLength = buffer.readUInt16LE(32);
			entry.internalFileAttributes = buffer.readUInt16LE(36);
			entry.externalFileAttributes = buffer.readUInt32LE(38);
			entry.relativeOffsetOfLocalHeader = buffer.readUInt32LE(42);
			if (entry.generalPurposeBitFlag & 64) return emitErrorAndAutoClose(self, /* @__PURE__ */ new Error("strong encryption is not supported"));
			self.readEntryCursor += 46;
			buffer = newBuffer(entry.fileNameLength + entry.extraFieldLength + entry.fileCommentLength);
			readAndAssertNoEof(self.reader, buffer, 0, buffer.length, self.readEntryCursor, function(err) {
				if (err) return emitErrorAndAutoClose(self, err);
				if (self.emittedError) return;
				entry.fileNameRaw = buffer.subarray(0, entry.fileNameLength);
				var fileCommentStart = entry.fileNameLength + entry.extraFieldLength;
				entry.extraFieldRaw = buffer.subarray(entry.fileNameLength, fileCommentStart);
				entry.fileCommentRaw = buffer.subarray(fileCommentStart, fileCommentStart + entry.fileCommentLength);
				try {
					entry.extraFields = parseExtraFields(entry.extraFieldRaw);
				} catch (err) {
					return emitErrorAndAutoClose(self, err);
				}
				if (self.decodeStrings) {
					var isUtf8 = (entry.generalPurposeBitFlag & 2048) !== 0;
					entry.fileComment = decodeBuffer(entry.fileCommentRaw, isUtf8);
					entry.fileName = getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, self.strictFileNames);
					var errorMessage = validateFileName(entry.fileName);
					if (errorMessage != null) return emitErrorAndAutoClose(self, new Error(errorMessage));
				} else {
					entry.fileComment = entry.fileCommentRaw;
					entry.fileName = entry.fileNameRaw;
				}
				entry.comment = entry.fileComment;
				self.readEntryCursor += buffer.length;
				self.entriesRead += 1;
				for (var i = 0; i < entry.extraFields.length; i++) {
					var extraField = entry.extraFields[i];
					if (extraField.id !== 1) continue;
					var zip64EiefBuffer = extraField.data;
					var index = 0;
					if (entry.uncompressedSize === 4294967295) {
						if (index + 8 > zip64EiefBuffer.length) return emitErrorAndAutoClose(self, /* @__PURE__ */ new Error("zip64 extended information extra field does not include uncompressed size"));
						entry.uncompressedSize = readUInt64LE(zip64EiefBuffer, index);
						index += 8;
					}
					if (entry.compressedSize === 4294967295) {
						if (index + 8 > zip64EiefBuffer.length) return emitErrorAndAutoClose(self, /* @__PURE__ */ new Error("zip64 extended information extra field does not include compressed size"));
						entry.compressedSize = readUInt64LE(zip64EiefBuffer, index);
						index += 8;
					}
					if (entry.relativeOffsetOfLocalHeader === 4294967295) {
						if (index + 8 > zip64EiefBuffer.length) return emitErrorAndAutoClose(self, /* @__PURE__ */ new Error("zip64 extended information extra field does not include relative header offset"));
						entry.relativeOffsetOfLocalHeader = readUInt64LE(zip64EiefBuffer, index);
						index += 8;
					}
					break;
				}
				if (self.validateEntrySizes && entry.compressionMethod === 0) {
					var expectedCompressedSize = entry.uncompressedSize;
					if (entry.isEncrypted()) expectedCompressedSize += 12;
					if (entry.compressedSize !== expectedCompressedSize) {
						var msg = "compressed/uncompressed size mismatch for stored file: " + entry.compressedSize + " != " + entry.uncompressedSize;
						return emitErrorAndAutoClose(self, new Error(msg));
					}
				}
				self.emit("entry", entry);
				if (!self.lazyEntries) self._readEntry();
			});
		});
	};
	ZipFile.prototype.eachEntry = function() {
		const self = this;
		if (!self.lazyEntries) throw new Error("eachEntry() requires lazyEntries: true");
		if (self.hasEachEntryBeenCalled) throw new Error("eachEntry() must only be called once per ZipFile");
		self.hasEachEntryBeenCalled = true;
		let pendingResolveReject = null;
		self.on("entry", onEntry);
		self.on("end", onEnd);
		self.on("error", onError);
		function cleanup() {
			self.removeListener("entry", onEntry);
			self.removeListener("end", onEnd);
			self.removeListener("error", onError);
			if (self.autoClose) self.close();
		}
		function onEntry(entry) {
			let { resolve } = pendingResolveReject;
			pendingResolveReject = null;
			resolve({ value: entry });
		}
		function onEnd() {
			let { resolve } = pendingResolveReject;
			pendingResolveReject = null;
			cleanup();
			resolve({ done: true });
		}
		function onError(err) {
			let { reject } = pendingResolveReject;
			pendingResolveReject = null;
			cleanup();
			reject(err);
		}
		return {
			[Symbol.asyncIterator]() {
				return this;
			},
			next() {
				const promise = new Promise((resolve, reject) => {
					if (pendingResolveReject != null) throw new Error("next() called before previous Promise was resolved.");
					pendingResolveReject = {
						resolve,
						reject
					};
				});
				self.readEntry();
				return promise;
			},
			return(value) {
				cleanup();
				return Promise.resolve({
					done: true,
					value
				});
			},
			throw(value) {
				cleanup();
				return Promise.reject(value);
			}
		};
	};
	ZipFile.prototype.openReadStream = function(entry, options, callback) {
		var self = this;
		var relativeStart = 0;
		var relativeEnd = entry.compressedSize;
		if (callback == null) {
			callback = options;
			options = null;
		}
		if (options == null) options = {};
		else {
			if (options.decodeFileData === false) {
				if (options.decrypt != null) throw new Error("cannot use options.decrypt when options.decodeFileData === false");
				if (options.decompress != null) throw new Error("cannot use options.decompress when options.decodeFileData === false");
			} else {
				if (options.decrypt != null) {
					if (!entry.isEncrypted()) throw new Error("options.decrypt can only be specified for encrypted entries. See also option decodeFileData.");
					if (options.decrypt !== false) throw new Error("invalid options.decrypt value: " + options.decrypt);
					if (entry.isCompressed()) {
						if (options.decompress !== false) throw new Error("entry is encrypted and compressed, and options.decompress !== false. See also option decodeFileData.");
					}
				}
				if (options.decompress != null) {
					if (!entry.isCompressed()) throw new Error("options.decompress can only be specified for compressed entries. See also option decodeFileData.");
					if (!(options.decompress === false || options.decompress === true)) throw new Error("invalid options.decompress value: " + options.decompress);
					decompress = options.decompress;
				}
			}
			if (options.start != null) {
				relativeStart = options.start;
				if (relativeStart < 0) throw new Error("options.start < 0");
				if (relativeStart > entry.compressedSize) throw new Error("options.start > entry.compressedSize");
			}
			if (options.end != null) {
				relativeEnd = options.end;
				if (relativeEnd < 0) throw new Error("options.end < 0");
				if (relativeEnd > entry.compressedSize) throw new Error("options.end > entry.compressedSize");
				if (relativeEnd < relativeStart) throw new Error("options.end < options.start");
			}
		}
		var rawMode = options.decodeFileData === false || (entry.compressionMethod === 0 || entry.compressionMethod === 8 && options.decompress === false) && (!entry.isEncrypted() || options.decrypt === false);
		if (options.start != null || options.end != null) {
			if (!rawMode) throw new Error("start/end range require options.decodeFileData === false for non-trivial encoded entries.");
		}
		if (!self.isOpen) return callback(/* @__PURE__ */ new Error("closed"));
		if (entry.isEncrypted() && !rawMode) {
			if (options.decrypt !== false) return callback(/* @__PURE__ */ new Error("entry is encrypted, and options.decodeFileData !== false"));
		}
		var decompress;
		if (rawMode) decompress = false;
		else if (entry.compressionMethod === 8) decompress = options.decodeFileData !== true;
		else return callback(/* @__PURE__ */ new Error("unsupported compression method: " + entry.compressionMethod));
		self.readLocalFileHeader(entry, { minimal: true }, function(err, localFileHeader) {
			if (err) return callback(err);
			self.openReadStreamLowLevel(localFileHeader.fileDataStart, entry.compressedSize, relativeStart, relativeEnd, decompress, entry.uncompressedSize, callback);
		});
	};
	ZipFile.prototype.openReadStreamLowLevel = function(fileDataStart, compressedSize, relativeStart, relativeEnd, decompress, uncompressedSize, callback) {
		var self = this;
		fileDataStart + compressedSize;
		var readStream = self.reader.createReadStream({
			start: fileDataStart + relativeStart,
			end: fileDataStart + relativeEnd
		});
		var endpointStream = readStream;
		if (decompress) {
			var destroyed = false;
			var inflateFilter = zlib.createInflateRaw();
			readStream.on("error", function(err) {
				setImmediate(function() {
					if (!destroyed) inflateFilter.emit("error", err);
				});
			});
			readStream.pipe(inflateFilter);
			if (self.validateEntrySizes) {
				endpointStream = new AssertByteCountStream(uncompressedSize);
				inflateFilter.on("error", function(err) {
					setImmediate(function() {
						if (!destroyed) endpointStream.emit("error", err);
					});
				});
				inflateFilter.pipe(endpointStream);
			} else endpointStream = inflateFilter;
			installDestroyFn(endpointStream, function() {
				destroyed = true;
				if (inflateFilter !== endpointStream) inflateFilter.unpipe(endpointStream);
				readStream.unpipe(inflateFilter);
				readStream.destroy();
			});
		}
		callback(null, endpointStream);
	};
	ZipFile.prototype.readLocalFileHeader = function(entry, options, callback) {
		var self = this;
		if (callback == null) {
			callback = options;
			options = null;
		}
		if (options == null) options = {};
		self.reader.ref();
		var buffer = newBuffer(30);
		readAndAssertNoEof(self.reader, buffer, 0, buffer.length, entry.relativeOffsetOfLocalHeader, function(err) {
			try {
				if (err) return callback(err);
				var signature = buffer.readUInt32LE(0);
				if (signature !== 67324752) return callback(/* @__PURE__ */ new Error("invalid local file header signature: 0x" + signature.toString(16)));
				var fileNameLength = buffer.readUInt16LE(26);
				var extraFieldLength = buffer.readUInt16LE(28);
				var fileDataStart = entry.relativeOffsetOfLocalHeader + 30 + fileNameLength + extraFieldLength;
				if (fileDataStart + entry.compressedSize > self.fileSize) return callback(/* @__PURE__ */ new Error("file data overflows file bounds: " + fileDataStart + " + " + entry.compressedSize + " > " + self.fileSize));
				if (options.minimal) return callback(null, { fileDataStart });
				var localFileHeader = new LocalFileHeader();
				localFileHeader.fileDataStart = fileDataStart;
				localFileHeader.versionNeededToExtract = buffer.readUInt16LE(4);
				localFileHeader.generalPurposeBitFlag = buffer.readUInt16LE(6);
				localFileHeader.compressionMethod = buffer.readUInt16LE(8);
				localFileHeader.lastModFileTime = buffer.readUInt16LE(10);
				localFileHeader.lastModFileDate = buffer.readUInt16LE(12);
				localFileHeader.crc32 = buffer.readUInt32LE(14);
				localFileHeader.compressedSize = buffer.readUInt32LE(18);
				localFileHeader.uncompressedSize = buffer.readUInt32LE(22);
				localFileHeader.fileNameLength = fileNameLength;
				localFileHeader.extraFieldLength = extraFieldLength;
				buffer = newBuffer(fileNameLength + extraFieldLength);
				self.reader.ref();
				readAndAssertNoEof(self.reader, buffer, 0, buffer.length, entry.relativeOffsetOfLocalHeader + 30, function(err) {
					try {
						if (err) return callback(err);
						localFileHeader.fileName = buffer.subarray(0, fileNameLength);
						localFileHeader.extraField = buffer.subarray(fileNameLength);
						return callback(null, localFileHeader);
					} finally {
						self.reader.unref();
					}
				});
			} finally {
				self.reader.unref();
			}
		});
	};
	ZipFile.prototype.openReadStreamPromise = function(entry, options) {
		return new Promise((resolve, reject) => {
			this.openReadStream(entry, options, function(err, readStream) {
				if (err) return reject(err);
				resolve(readStream);
			});
		});
	};
	ZipFile.prototype.openReadStreamLowLevelPromise = function(fileDataStart, compressedSize, relativeStart, relativeEnd, decompress, uncompressedSize) {
		return new Promise((resolve, reject) => {
			this.openReadStream(fileDataStart, compressedSize, relativeStart, relativeEnd, decompress, uncompressedSize, function(err, readStream) {
				if (err) return reject(err);
				resolve(readStream);
			});
		});
	};
	ZipFile.prototype.readLocalFileHeaderPromise = function(entry, options) {
		return new Promise((resolve, reject) => {
			this.readLocalFileHeader(entry, options, function(err, localFileHeader) {
				if (err) return reject(err);
				resolve(localFileHeader);
			});
		});
	};
	function Entry() {}
	Entry.prototype.getLastModDate = function(options) {
		if (options == null) options = {};
		if (!options.forceDosFormat) for (var i = 0; i < this.extraFields.length; i++) {
			var extraField = this.extraFields[i];
			if (extraField.id === 21589) {
				var data = extraField.data;
				if (data.length < 5) continue;
				if (!(data[0] & 1)) continue;
				var posixTimestamp = data.readInt32LE(1);
				return /* @__PURE__ */ new Date(posixTimestamp * 1e3);
			} else if (extraField.id === 10) {
				var data = extraField.data;
				if (data.length !== 32) continue;
				if (data.readUInt16LE(4) !== 1) continue;
				if (data.readUInt16LE(6) !== 24) continue;
				var millisecondsSince1970 = (data.readUInt32LE(8) + 4294967296 * data.readInt32LE(12)) / 1e4 - 0xa9730b66800;
				return new Date(millisecondsSince1970);
			}
		}
		return dosDateTimeToDate(this.lastModFileDate, this.lastModFileTime, options.timezone);
	};
	Entry.prototype.canDecodeFileData = function() {
		return !this.isEncrypted() && (this.compressionMethod === 0 || this.compressionMethod === 8);
	};
	Entry.prototype.isEncrypted = function() {
		return (this.generalPurposeBitFlag & 1) !== 0;
	};
	Entry.prototype.isCompressed = function() {
		return this.compressionMethod === 8;
	};
	function LocalFileHeader() {}
	function dosDateTimeToDate(date, time, timezone) {
		var day = date & 31;
		var month = (date >> 5 & 15) - 1;
		var year = (date >> 9 & 127) + 1980;
		var millisecond = 0;
		var second = (time & 31) * 2;
		var minute = time >> 5 & 63;
		var hour = time >> 11 & 31;
		if (timezone == null || timezone === "local") return new Date(year, month, day, hour, minute, second, millisecond);
		else if (timezone === "UTC") return new Date(Date.UTC(year, month, day, hour, minute, second, millisecond));
		else throw new Error("unrecognized options.timezone: " + options.timezone);
	}
	function getFileNameLowLevel(generalPurposeBitFlag, fileNameBuffer, extraFields, strictFileNames) {
		var fileName = null;
		for (var i = 0; i < extraFields.length; i++) {
			var extraField = extraFields[i];
			if (extraField.id === 28789) {
				if (extraField.data.length < 6) continue;
				if (extraField.data.readUInt8(0) !== 1) continue;
				var oldNameCrc32 = extraField.data.readUInt32LE(1);
				if (crc32(fileNameBuffer) !== oldNameCrc32) continue;
				fileName = decodeBuffer(extraField.data.subarray(5), true);
				break;
			}
		}
		if (fileName == null) fileName = decodeBuffer(fileNameBuffer, (generalPurposeBitFlag & 2048) !== 0);
		if (!strictFileNames) fileName = fileName.replace(/\\/g, "/");
		return fileName;
	}
	function validateFileName(fileName) {
		if (fileName.indexOf("\\") !== -1) return "invalid characters in fileName: " + fileName;
		if (/^[a-zA-Z]:/.test(fileName) || /^\//.test(fileName)) return "absolute path: " + fileName;
		if (fileName.split("/").indexOf("..") !== -1) return "invalid relative path: " + fileName;
		return null;
	}
	function parseExtraFields(extraFieldBuffer) {
		var extraFields = [];
		var i = 0;
		while (i < extraFieldBuffer.length - 3) {
			var headerId = extraFieldBuffer.readUInt16LE(i + 0);
			var dataSize = extraFieldBuffer.readUInt16LE(i + 2);
			var dataStart = i + 4;
			var dataEnd = dataStart + dataSize;
			if (dataEnd > extraFieldBuffer.length) throw new Error("extra field length exceeds extra field buffer size");
			var dataBuffer = extraFieldBuffer.subarray(dataStart, dataEnd);
			extraFields.push({
				id: headerId,
				data: dataBuffer
			});
			i = dataEnd;
		}
		return extraFields;
	}
	function readAndAssertNoEof(reader, buffer, offset, length, position, callback) {
		if (length === 0) return setImmediate(function() {
			callback(null, newBuffer(0));
		});
		reader.read(buffer, offset, length, position, function(err, bytesRead) {
			if (err) return callback(err);
			if (bytesRead < length) return callback(/* @__PURE__ */ new Error("unexpected EOF"));
			callback();
		});
	}
	util.inherits(AssertByteCountStream, Transform);
	function AssertByteCountStream(byteCount) {
		Transform.call(this);
		this.actualByteCount = 0;
		this.expectedByteCount = byteCount;
	}
	AssertByteCountStream.prototype._transform = function(chunk, encoding, cb) {
		this.actualByteCount += chunk.length;
		if (this.actualByteCount > this.expectedByteCount) {
			var msg = "too many bytes in the stream. expected " + this.expectedByteCount + ". got at least " + this.actualByteCount;
			return cb(new Error(msg));
		}
		cb(null, chunk);
	};
	AssertByteCountStream.prototype._flush = function(cb) {
		if (this.actualByteCount < this.expectedByteCount) {
			var msg = "not enough bytes in the stream. expected " + this.expectedByteCount + ". got only " + this.actualByteCount;
			return cb(new Error(msg));
		}
		cb();
	};
	util.inherits(RandomAccessReader, EventEmitter);
	function RandomAccessReader() {
		EventEmitter.call(this);
		this.refCount = 0;
	}
	RandomAccessReader.prototype.ref = function() {
		this.refCount += 1;
	};
	RandomAccessReader.prototype.unref = function() {
		var self = this;
		self.refCount -= 1;
		if (self.refCount > 0) return;
		if (self.refCount < 0) throw new Error("invalid unref");
		self.close(onCloseDone);
		function onCloseDone(err) {
			if (err) return self.emit("error", err);
			self.emit("close");
		}
	};
	RandomAccessReader.prototype.createReadStream = function(options) {
		if (options == null) options = {};
		var start = options.start;
		var end = options.end;
		if (start === end) {
			var emptyStream = new PassThrough();
			setImmediate(function() {
				emptyStream.end();
			});
			return emptyStream;
		}
		var stream = this._readStreamForRange(start, end);
		var destroyed = false;
		var refUnrefFilter = new RefUnrefFilter(this);
		stream.on("error", function(err) {
			setImmediate(function() {
				if (!destroyed) refUnrefFilter.emit("error", err);
			});
		});
		installDestroyFn(refUnrefFilter, function() {
			stream.unpipe(refUnrefFilter);
			refUnrefFilter.unref();
			stream.destroy();
		});
		var byteCounter = new AssertByteCountStream(end - start);
		refUnrefFilter.on("error", function(err) {
			setImmediate(function() {
				if (!destroyed) byteCounter.emit("error", err);
			});
		});
		installDestroyFn(byteCounter, function() {
			destroyed = true;
			refUnrefFilter.unpipe(byteCounter);
			refUnrefFilter.destroy();
		});
		return stream.pipe(refUnrefFilter).pipe(byteCounter);
	};
	RandomAccessReader.prototype._readStreamForRange = function(start, end) {
		throw new Error("not implemented");
	};
	RandomAccessReader.prototype.read = function(buffer, offset, length, position, callback) {
		var readStream = this.createReadStream({
			start: position,
			end: position + length
		});
		var writeStream = new Writable();
		var written = 0;
		writeStream._write = function(chunk, encoding, cb) {
			chunk.copy(buffer, offset + written, 0, chunk.length);
			written += chunk.length;
			cb();
		};
		writeStream.on("finish", callback);
		readStream.on("error", function(error) {
			callback(error);
		});
		readStream.pipe(writeStream);
	};
	RandomAccessReader.prototype.close = function(callback) {
		setImmediate(callback);
	};
	util.inherits(RefUnrefFilter, PassThrough);
	function RefUnrefFilter(context) {
		PassThrough.call(this);
		this.context = context;
		this.context.ref();
		this.unreffedYet = false;
	}
	RefUnrefFilter.prototype._flush = function(cb) {
		this.unref();
		cb();
	};
	RefUnrefFilter.prototype.unref = function(cb) {
		if (this.unreffedYet) return;
		this.unreffedYet = true;
		this.context.unref();
	};
	var cp437 = "\0☺☻♥♦♣♠•◘○◙♂♀♪♫☼►◄↕‼¶§▬↨↑↓→←∟↔▲▼ !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~⌂ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\xA0";
	function decodeBuffer(buffer, isUtf8) {
		if (isUtf8) return buffer.toString("utf8");
		else {
			var result = "";
			for (var i = 0; i < buffer.length; i++) result += cp437[buffer[i]];
			return result;
		}
	}
	function readUInt64LE(buffer, offset) {
		var lower32 = buffer.readUInt32LE(offset);
		return buffer.readUInt32LE(offset + 4) * 4294967296 + lower32;
	}
	var newBuffer;
	if (typeof Buffer.allocUnsafe === "function") newBuffer = function(len) {
		return Buffer.allocUnsafe(len);
	};
	else newBuffer = function(len) {
		return new Buffer(len);
	};
	function installDestroyFn(stream, fn) {
		if (typeof stream.destroy === "function") stream._destroy = function(err, cb) {
			fn();
			if (cb != null) cb(err);
		};
		else stream.destroy = fn;
	}
	function defaultCallback(err) {
		if (err) throw err;
	}
}));

// src/evidence/zip.ts
var import_yauzl = require_yauzl();
/** Far above the evidence of sixty busy days. */
const ZIP_LIMITS = {
	files: 2e5,
	bytes: 16 * 1024 ** 3
};
const NAME_LIMIT$1 = 400;
/** File types of Unix in the upper half of a zip's external attributes; zips made elsewhere have 0. */
const TYPE_MASK = 61440;
const PLAIN_FILE = 32768;
/**
* Unpacks a zip into `folder`, an empty folder of its own, one file after another and in flat memory. Only plain files with
* plain names come out, and only below `folder`; of folders in the zip only those that hold a file.
* @returns the names of the files, as they stand in the zip.
* @throws Error, one sentence that names the zip, and the file in it where there is one; the signal's reason if it aborts.
*/
async function unpack(path, folder, limits, signal) {
	const names = [];
	let bytes = 0;
	let name;
	let zip;
	try {
		zip = await (0, import_yauzl.openPromise)(path, {
			strictFileNames: true,
			autoClose: false
		});
		for await (const entry of zip.eachEntry()) {
			signal?.throwIfAborted();
			name = void 0;
			if (entry.fileName.endsWith("/")) continue;
			name = entry.fileName;
			refuseStrange(entry);
			names.push(name);
			bytes += entry.uncompressedSize;
			if (names.length > limits.files) throw new Refusal(`it holds more than ${limits.files} files`);
			if (bytes > limits.bytes) throw new Refusal(`its files are larger than ${limits.bytes} bytes together`);
			await unpackOne(zip, entry, join(folder, name), signal);
			name = void 0;
		}
		return names;
	} catch (cause) {
		signal?.throwIfAborted();
		const where = name === void 0 ? "The zip file" : `${showName(name)} in the zip file`;
		throw new Error(`${where} ${path} can't be used: ${reasonOf(cause)}.`, { cause });
	} finally {
		zip?.close();
	}
}
/** A name from outside, harmless and cut short, so that it can stand in a sentence. */
function showName(name) {
	const clean = name.replace(/[^\w./-]+/g, "_");
	return clean.length > 80 ? `${clean.slice(0, 80)}...` : clean;
}
/** Why a zip is refused, in words that are ours. */
var Refusal = class extends Error {};
async function unpackOne(zip, entry, target, signal) {
	await mkdir(dirname(target), {
		recursive: true,
		mode: 448
	});
	const content = await zip.openReadStreamPromise(entry);
	const file = createWriteStream(target, {
		flags: "wx",
		mode: 384
	});
	await (signal ? pipeline$2(content, file, { signal }) : pipeline$2(content, file));
}
/** yauzl refuses absolute names, `..` and backslashes itself. */
function refuseStrange({ fileName, externalFileAttributes, ...entry }) {
	const type = externalFileAttributes >>> 16 & TYPE_MASK;
	if (type !== 0 && type !== PLAIN_FILE) throw new Refusal("it is a link or another thing that is no plain file");
	if ((entry.generalPurposeBitFlag & 1) !== 0) throw new Refusal("it is encrypted");
	if (!fileName.split("/").every((part) => /^[^\p{Cc}<>:"|?*]*[^\p{Cc}<>:"|?*. ]$/u.test(part)) || fileName.length > NAME_LIMIT$1) throw new Refusal("its name is not that of a plain file");
}
function reasonOf(error) {
	if (error instanceof Refusal) return error.message;
	const { code } = Object(error);
	if (code === "ENOSPC" || code === "EDQUOT") return `the disk is full (${code})`;
	if (code === "EEXIST" || code === "ENOTDIR" || code === "EISDIR") return "two files in it have one name";
	if (typeof code === "string" && /^E[A-Z]+$/.test(code)) return `it can't be read or unpacked (${code})`;
	if (/^(invalid characters|absolute path|invalid relative path)/.test(messageOf(error))) return "it holds a file whose name leads out of the folder";
	return "it is no zip file, or it was cut or changed";
}

// src/evidence/verify.ts
/** Both are read as a whole. A page has some megabytes; a manifest that large lists a million pages. */
const WHOLE_LIMIT = 268435456;
const HEX = /^[0-9a-f]{64}$/;
/**
* Checks evidence: every file is there and no other one, each has the size and hash that the manifest says, the manifest
* has the hash that SHA256SUMS says, its numbers agree with each other, and `events.ndjson` is, byte for byte, what the
* pages give: every event, canonical, in order, once. Reads all twice; holds one page at a time.
* @throws Error, one sentence that names the file and what is wrong with it; the signal's reason if it aborts.
*/
async function verifyEvidence(folder, options) {
	const { label, signal } = options;
	const refuse = (file, what) => /* @__PURE__ */ new Error(`The evidence ${label} is refused: ${showName(file)} ${what}.`);
	try {
		const { manifest, manifestHash } = await readManifest(folder, refuse);
		await checkNames(folder, manifest, refuse);
		await checkSums(folder, manifest, manifestHash, refuse);
		for (const page of manifest.pages) await checkFile(folder, page, signal, refuse);
		await checkFile(folder, {
			file: "events.ndjson",
			...manifest.events
		}, signal, refuse);
		for (const report of manifest.reports) await checkFile(folder, report, signal, refuse);
		await checkEvents(folder, manifest, options, refuse);
		return {
			manifest,
			manifestHash
		};
	} catch (error) {
		signal?.throwIfAborted();
		const { code } = Object(error);
		if (typeof code !== "string") throw error;
		throw new Error(`The evidence ${label} can't be checked: the disk says ${showName(code)}.`, { cause: error });
	}
}
async function readManifest(folder, refuse) {
	const file = "manifest.json";
	const bytes = await readWhole(folder, file, refuse);
	let json;
	try {
		json = JSON.parse(bytes.toString("utf8"));
	} catch {
		throw refuse(file, "is not JSON: it was changed or cut");
	}
	const { format } = Object(json);
	if (format !== 1) throw refuse(file, "has a format that this version does not know (it knows 1): take the version that wrote it");
	const manifest = understand(json);
	if (typeof manifest === "string") throw refuse(file, `was changed: ${manifest}`);
	return {
		manifest,
		manifestHash: createHash("sha256").update(bytes).digest("hex")
	};
}
/** @returns the manifest, or what is wrong with it. */
function understand(raw) {
	const { tool, tenant, run, categories, queryHash, started, closed, spans, events, pages, reports = [], previous = null } = raw;
	const isText = (value) => typeof value === "string";
	const isMoment = (value) => typeof value === "string" && !Number.isNaN(Date.parse(value));
	const isNumber = (value) => Number.isSafeInteger(value) && Number(value) >= 0;
	const isHash = (value) => typeof value === "string" && HEX.test(value);
	const orNull = (test) => (value) => value === null || test(value);
	const has = (value, tests) => {
		const fields = Object(value);
		return Object.entries(tests).every(([key, test]) => test(fields[key]));
	};
	const count = {
		count: isNumber,
		in_span: isNumber,
		outside: isNumber,
		undated: isNumber,
		duplicates: isNumber,
		conflicting: isNumber,
		sha256: isHash,
		bytes: isNumber
	};
	if (!has(tool, {
		name: isText,
		version: isText
	}) || !tool) return "tool is not as it must be";
	if (!isText(tenant) || tenant === null) return "tenant is no text";
	const runTests = {
		id: isText,
		attempt: isNumber,
		url: orNull(isText),
		repository: orNull(isText)
	};
	if (run !== null && !has(run, runTests)) return "run is not as it must be";
	if (categories === null || !(categories === "all" || Array.isArray(categories) && categories.every(isText))) return "categories are neither \"all\" nor a list of names";
	if (!orNull(isHash)(queryHash)) return "queryHash is no SHA-256";
	if (!orNull(isHash)(previous)) return "previous is no SHA-256";
	if (!isMoment(started) || !isMoment(closed) || started === null || closed === null) return "started or closed is no moment";
	const isFlag = (value) => typeof value === "boolean";
	const spanTests = {
		from: isMoment,
		to: isMoment,
		complete: isFlag,
		reason: orNull(isText),
		requests: isNumber
	};
	if (!Array.isArray(spans) || !spans.every((span) => has(span, spanTests) && Date.parse(span.from) < Date.parse(span.to))) return "spans are not as they must be";
	if (!Array.isArray(pages)) return "pages are no list";
	const pageTests = {
		sha256: isHash,
		bytes: isNumber,
		events: isNumber,
		received: isMoment
	};
	const wrongPage = pages.findIndex((page, index) => {
		const place = Object(page);
		const inSpans = place.span === null || isNumber(place.span) && Number(place.span) < spans.length;
		return place.file !== pageName(index) || !inSpans || !has(page, pageTests);
	});
	if (wrongPage !== -1) return `what it says of ${pageName(wrongPage)} is not as it must be`;
	const isReport = (report) => {
		const { file } = Object(report);
		return typeof file === "string" && isReportName(file) && has(report, {
			sha256: isHash,
			bytes: isNumber
		});
	};
	if (!Array.isArray(reports) || !reports.every(isReport) || new Set(reports.map(({ file }) => file)).size < reports.length) return "reports are not as they must be";
	if (!has(events, count) || !events) return "events are not as they must be";
	if (events.in_span + events.outside + events.undated !== events.count) return "in_span, outside and undated do not add up to count";
	if (pages.reduce((sum, page) => sum + page.events, 0) !== events.count + events.duplicates) return "the pages' events do not add up to count and duplicates";
	const header = {
		tool,
		tenant,
		run: run === null ? void 0 : withoutNulls(run),
		categories,
		queryHash: queryHash ?? void 0,
		started,
		closed,
		spans: spans.map((span) => withoutNulls(span)),
		previous: previous ?? void 0
	};
	const manifest = createManifest(header, pages, events, reports);
	return manifest.complete === raw.complete ? manifest : "complete does not agree with spans";
}
function withoutNulls(fields) {
	return Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, value ?? void 0]));
}
function pageName(index) {
	return `pages/${String(index + 1).padStart(4, "0")}.json`;
}
async function checkNames(folder, manifest, refuse) {
	const here = await readdir(folder, { withFileTypes: true });
	const hasPages = here.some((entry) => entry.name === "pages" && entry.isDirectory());
	const inPages = hasPages ? await readdir(join(folder, "pages"), { withFileTypes: true }) : [];
	const found = new Map([...here.filter((entry) => !(hasPages && entry.name === "pages")).map((entry) => [entry.name, entry]), ...inPages.map((entry) => [`pages/${entry.name}`, entry])]);
	const listed = [...manifest.pages, ...manifest.reports].map(({ file }) => file);
	for (const name of [
		"manifest.json",
		"SHA256SUMS",
		"events.ndjson",
		...listed
	]) {
		const entry = found.get(name);
		if (!entry) throw refuse(name, "is missing");
		if (!entry.isFile()) throw refuse(name, "is not a plain file");
		found.delete(name);
	}
	for (const name of found.keys()) throw refuse(name, "is one file too many: the manifest does not list it");
}
async function checkSums(folder, manifest, hash, refuse) {
	const text = (await readWhole(folder, "SHA256SUMS", refuse)).toString("latin1");
	const lines = [`${manifest.events.sha256}  events.ndjson`, ...[...manifest.pages, ...manifest.reports].map(({ sha256, file }) => `${sha256}  ${file}`)];
	if (text === [
		`${hash}  manifest.json`,
		...lines,
		""
	].join("\n")) return;
	const [first = "", ...others] = text.split("\n");
	if (first === `${hash}  manifest.json`) {
		const wrong = others.findIndex((line, index) => line !== (lines[index] ?? ""));
		throw refuse("SHA256SUMS", `does not agree with the manifest from line ${(wrong === -1 ? others.length : wrong) + 2} on: it was changed or cut`);
	}
	if (!/^[0-9a-f]{64} {2}manifest\.json$/.test(first)) throw refuse("SHA256SUMS", "does not begin with the hash of manifest.json: it was changed or cut");
	throw refuse("manifest.json", "does not have the hash that SHA256SUMS says: one of the two was changed");
}
async function checkFile(folder, { file, bytes, sha256 }, signal, refuse) {
	const path = join(folder, file);
	const { size } = await lstat(path);
	if (size < bytes) throw refuse(file, `was cut: ${bytes - size} of ${bytes} bytes are missing`);
	if (size > bytes) throw refuse(file, `was changed: it has ${size - bytes} bytes too many`);
	const hash = createHash("sha256");
	for await (const chunk of createReadStream(path, { signal })) hash.update(chunk);
	if (hash.digest("hex") !== sha256) throw refuse(file, "was changed: its hash is not the one in the manifest");
}
/** Makes `events.ndjson` once more, from the pages, and holds it against the one that is there. */
async function checkEvents(folder, manifest, options, refuse) {
	const own = await mkdtemp(join(options.scratch, "check-"));
	try {
		const list = createEventList(own, SORT_LIMITS);
		for (const page of manifest.pages) {
			options.signal?.throwIfAborted();
			const items = itemsOf(await readWhole(folder, page.file, refuse));
			if (items?.length !== page.events) throw refuse(page.file, `holds ${items?.length ?? "no list of"} events, and the manifest says ${page.events}`);
			await list.add(items.map((raw) => ({
				event: parseEvent(raw),
				inSpan: true
			})));
		}
		const path = join(own, "events.ndjson");
		const made = await list.write(path);
		const { events } = manifest;
		if (made.sha256 !== events.sha256) throw refuse("events.ndjson", `is not what the pages give, from line ${await firstDifference(join(folder, "events.ndjson"), path)} on`);
		const wrong = [
			"count",
			"undated",
			"duplicates",
			"conflicting"
		].find((key) => made[key] !== events[key]);
		if (wrong) throw refuse("manifest.json", `says ${wrong} ${events[wrong]}, and it is ${made[wrong]}`);
	} finally {
		await rm(own, {
			recursive: true,
			force: true
		});
	}
}
/** As src/mimecast/answer.ts reads an answer: a byte order mark is passed over. */
function itemsOf(page) {
	try {
		const { data } = Object(JSON.parse(page.toString("utf8").replace(/^\uFEFF/, "")));
		return Array.isArray(data) ? data : void 0;
	} catch {
		return;
	}
}
/** Number of the first line that is not the same in both files. */
async function firstDifference(one, other) {
	const [ones, others] = [linesOf$2(one), linesOf$2(other)];
	for (let line = 1;; line += 1) {
		const [a, b] = [await ones.next(), await others.next()];
		if (a.done || b.done || a.value !== b.value) {
			await Promise.all([ones.return(), others.return()]);
			return line;
		}
	}
}
async function* linesOf$2(path) {
	for await (const chunk of readChunks(path)) yield* chunk.toString("latin1").split(/(?<=\n)/);
}
async function readWhole(folder, file, refuse) {
	const path = join(folder, file);
	const found = await lstat(path).catch(() => void 0);
	if (!found) throw refuse(file, "is missing");
	if (!found.isFile()) throw refuse(file, "is not a plain file");
	if (found.size > WHOLE_LIMIT) throw refuse(file, `is larger than ${WHOLE_LIMIT} bytes`);
	return readFile(path);
}

// src/evidence/opened.ts
/** How far below the given folder evidence is looked for. */
const LEVELS = 3;
/** The only file of the collector's other artifact, which holds no evidence. */
const REJECTED = "rejected.ndjson";
/**
* Opens all evidence at or below one or more paths, at most three levels down: folders with a `manifest.json`, and zips as
* GitHub gives them. All of it is checked before any is given back; what is there twice is given once.
* @param scratch is made if it is missing, and receives what is unpacked. It must not lie in one of the paths.
* @returns one or more, by the start of their first span, then by when they were closed.
* @throws Error, one sentence that names the file and what is wrong with it; the signal's reason if it aborts.
*/
async function openAll(paths, scratch, { signal, limits = ZIP_LIMITS } = {}) {
	await mkdir(scratch, {
		recursive: true,
		mode: 448
	});
	const opened = /* @__PURE__ */ new Map();
	async function add(folder, source, close) {
		const verified = await verifyEvidence(folder, {
			label: source,
			scratch,
			signal
		});
		if (opened.has(verified.manifestHash)) {
			await close();
			return;
		}
		const events = () => readEvents(join(folder, "events.ndjson"));
		opened.set(verified.manifestHash, {
			folder,
			source,
			...verified,
			events,
			close
		});
	}
	/** @returns how much evidence the zip holds. */
	async function addZip(zip) {
		const own = await mkdtemp(join(resolve(scratch), "unpacked-"));
		try {
			const names = await unpack(zip, own, limits, signal);
			const isReport = names.includes("access.json") && !names.includes("events.ndjson");
			if (names.length === 1 && names[0] === REJECTED || isReport) {
				await rm(own, {
					recursive: true,
					force: true
				});
				return 0;
			}
			const { folders, zips } = await find(own, zip);
			const [inner] = zips;
			if (inner !== void 0) throw new Error(`The zip file ${zip} holds another zip file: unpack it, and give the folder.`);
			if (folders.length === 0) throw new Error(`The zip file ${zip} holds no evidence: manifest.json is missing.`);
			let open = folders.length;
			for (const folder of folders) await add(folder, zip, async () => {
				open -= 1;
				await rm(open === 0 ? own : folder, {
					recursive: true,
					force: true
				});
			});
			return folders.length;
		} catch (error) {
			await rm(own, {
				recursive: true,
				force: true
			});
			throw error;
		}
	}
	try {
		for (const path of typeof paths === "string" ? [paths] : paths) {
			const { folders, zips } = await start(resolve(path));
			for (const folder of folders) await add(folder, folder, async () => {});
			let held = folders.length;
			for (const zip of zips) held += await addZip(zip);
			if (held === 0) throw new Error(`There is no evidence in ${path}: no manifest.json and no zip file that holds one.`);
		}
	} catch (error) {
		for (const one of opened.values()) await one.close();
		throw error;
	}
	const order = ({ manifest }) => `${manifest.spans[0]?.from ?? ""} ${manifest.closed}`;
	return [...opened.values()].sort((a, b) => order(a) < order(b) ? -1 : order(a) > order(b) ? 1 : 0);
}
async function start(path) {
	const found = await stat(path).catch(() => void 0);
	if (!found) throw new Error(`There is no evidence at ${path}: nothing of that name is there, or it can't be read.`);
	return found.isDirectory() ? find(path, path) : {
		folders: [],
		zips: [path]
	};
}
/** Looks for evidence in a folder and below. `label` is what the folder is called in an error. */
async function find(folder, label, level = 0) {
	const entries = (await readdir(folder, { withFileTypes: true })).sort((a, b) => a.name < b.name ? -1 : 1);
	const names = new Set(entries.map((entry) => entry.name));
	if (names.has("manifest.json")) return {
		folders: [folder],
		zips: []
	};
	if (names.has("access.json") && !names.has("events.ndjson") && !names.has("pages")) return {
		folders: [],
		zips: []
	};
	if ([
		"events.ndjson",
		"SHA256SUMS",
		"pages"
	].some((name) => names.has(name))) throw new Error(`The evidence ${label} is refused: manifest.json is missing, so it was never closed or is not whole.`);
	const folders = [];
	const zips = [];
	for (const entry of entries) {
		const path = join(folder, entry.name);
		const shown = `${label}/${showName(entry.name)}`;
		if (entry.isSymbolicLink()) throw new Error(`${shown} is a link, which is not followed: give the folder itself.`);
		if (entry.isFile() && entry.name.toLowerCase().endsWith(".zip")) zips.push(path);
		if (!entry.isDirectory()) continue;
		if (level === LEVELS) throw new Error(`${shown} lies too deep: evidence is looked for ${LEVELS} levels down.`);
		const below = await find(path, shown, level + 1);
		folders.push(...below.folders);
		zips.push(...below.zips);
	}
	return {
		folders,
		zips
	};
}

// src/restore.ts
/**
* The same as collecting, with evidence in the place of Mimecast: brings back what Elastic lost, also after Mimecast forgot it.
* Every hash of the evidence is checked first; if one piece is damaged, nothing is restored.
* Never throws for what is wrong outside: it becomes a sentence in the report.
* @throws SettingsError if the approvals file can't be read.
*/
async function restore(settings, parts) {
	const { log, cancelled } = parts;
	const report = emptyReport(settings);
	const agreement = await agree(settings, parts);
	report.agreement = agreement;
	const stop = deadline(settings.deadlineMs, "The time for the run was used up. Give more with the input deadline.", cancelled);
	let past;
	try {
		const opened = await log.group("Check the evidence", async () => {
			const all = await openAll(settings.evidence, `${settings.evidencePath}-restore`, { signal: stop });
			for (const { source, manifest } of all) log.info(`${source}: ${manifest.events.count} events, whole and unchanged`);
			return all;
		});
		past = await log.group("Consult Elastic", () => consult(settings, parts, report, stop));
		for (const evidence of opened) {
			await log.group(`Restore ${evidence.source}`, () => restoreOne(evidence, {
				settings,
				parts,
				agreement,
				report
			}, past, stop));
			await evidence.close();
		}
	} catch (error) {
		report.failures.push(messageOf(error));
	}
	await past?.client?.close();
	report.cancelled = cancelled.aborted;
	return report;
}
async function restoreOne(evidence, { settings, parts, agreement, report }, past, signal) {
	const readSpans = spansOf(evidence.manifest);
	const asked = {
		from: Math.min(...readSpans.map(({ span }) => span.from)),
		to: Math.max(...readSpans.map(({ span }) => span.to))
	};
	const plan = {
		pieces: readSpans.map(({ span }) => ({
			span,
			why: "asked"
		})),
		asked,
		unreachable: void 0,
		notes: [],
		holes: [],
		lost: [],
		firstRun: false
	};
	const before = report.elastic?.state === "used" ? report.elastic : void 0;
	describe(evidence, asked, report);
	const blank = {
		...past,
		coverage: past.coverage && [],
		vanishings: /* @__PURE__ */ new Map()
	};
	const tenant = evidence.manifest.tenant;
	const run = {
		settings: {
			...settings,
			tenant,
			categories: evidence.manifest.categories
		},
		parts,
		past: blank,
		plan,
		agreement,
		report,
		readSpans,
		rejectedKeys: /* @__PURE__ */ new Set()
	};
	const comparison = await compareHeld(run, evidence, signal);
	await review(run, evidence, comparison, signal);
	await deliver(run, evidence, comparison, signal);
	await record$1(run, evidence, signal);
	await raise(run, evidence, signal);
	if (before && report.elastic?.state === "used") {
		report.elastic.created += before.created;
		report.elastic.known += before.known;
		report.elastic.rejected += before.rejected;
		report.elastic.read += before.read;
		report.elastic.complete &&= before.complete;
		report.elastic.problem ??= before.problem;
	}
}
function spansOf({ spans }) {
	return spans.map(({ from, to, complete }) => ({
		span: {
			from: Date.parse(from) / 1e3,
			to: Date.parse(to) / 1e3
		},
		complete
	}));
}
/** What the report says of reading comes from the manifests, added up. */
function describe({ folder, manifest, manifestHash }, asked, report) {
	const { events, pages, spans } = manifest;
	const { window, read } = report;
	report.window = window ? {
		from: Math.min(window.from, asked.from),
		to: Math.max(window.to, asked.to)
	} : asked;
	report.evidence = {
		folder,
		manifestHash,
		artifact: void 0,
		problem: void 0
	};
	report.read = {
		complete: (read?.complete ?? true) && manifest.complete,
		reasons: [...read?.reasons ?? [], ...spans.flatMap(({ reason }) => reason ?? [])],
		events: (read?.events ?? 0) + events.in_span,
		outside: (read?.outside ?? 0) + events.outside,
		undated: (read?.undated ?? 0) + events.undated,
		duplicates: (read?.duplicates ?? 0) + events.duplicates,
		unique: (read?.unique ?? 0) + events.count,
		pages: (read?.pages ?? 0) + pages.length,
		requests: read?.requests ?? 0
	};
}

// src/steps/gather.ts
const DAY_MS = 864e5;
/**
* What Elastic holds of a period.
* @throws ElasticError, also if some of it could not be read: a report with an unknown gap would be worse than none.
*/
async function gatherHeld(client, settings, parts, period, into, signal) {
	const { tenant, namespace } = settings;
	const ask = (label, operation) => patiently(label, operation, parts, signal);
	const since = Math.min(period.from, Math.floor(parts.clock.now() / 1e3) - 60 * 86400);
	const stream = `logs-mimecast.coverage-${namespace}`;
	const coverage = await ask("Coverage", () => readCoverage(client, {
		stream,
		tenant,
		since,
		signal
	}));
	into.coverage.push(...coverage);
	parts.log.info(`${coverage.length} records of coverage`);
	const held = {
		stream: `logs-mimecast.audit-${namespace}`,
		tenant,
		from: period.from * 1e3,
		to: period.to * 1e3
	};
	into.counts.events += await ask("Events", () => countEvents(client, {
		...held,
		signal
	}));
	const asked = {
		client,
		settings,
		parts,
		least: held.from - DAY_MS,
		to: held.to + DAY_MS,
		signal
	};
	into.sessionsSince = await readHeldAccesses(asked, into);
	const findings = {
		stream: `logs-mimecast.finding-${namespace}`,
		tenant,
		from: held.from,
		signal
	};
	for await (const finding of readFindings(client, {
		...findings,
		to: held.to
	})) if (!isAboutAccess(finding.kind) || finding.details.session === void 0) into.findings.push(finding);
	const until = Math.max(held.to, parts.clock.now()) + 1;
	const words = ["acknowledged-access"];
	for await (const finding of readFindings(client, {
		...findings,
		to: until,
		kinds: words
	})) {
		const word = acknowledgementIn(finding);
		if (word) into.acknowledged.set(word.session, word.acknowledgement);
	}
}
/**
* What evidence of earlier runs has, wherever it lies in time.
* @throws Error, one sentence, if a piece of it is damaged, or is not of this tenant.
*/
async function gatherEvidence(settings, parts, into, signal) {
	const opened = await openAll(settings.evidence, `${settings.evidencePath}-opened`, { signal });
	try {
		for (const evidence of opened) {
			const { source, manifest, manifestHash } = evidence;
			if (manifest.tenant !== settings.tenant) throw new Error(`${source} is evidence of another tenant: name that one with the input tenant, or leave it out of evidence-path.`);
			parts.log.info(`${source}: ${manifest.events.count} events, whole and unchanged`);
			into.coverage.push(...coverageIn(manifest, manifestHash));
			into.counts.events += manifest.events.count;
			into.counts.pages = (into.counts.pages ?? 0) + manifest.pages.length;
			for await (const event of evidence.events()) {
				into.history.add(event, true);
				into.sessions.add(event);
			}
		}
	} finally {
		for (const evidence of opened) await evidence.close();
	}
}
/** What a person said of a session, as src/access/access-findings.ts wrote it. */
function acknowledgementIn(finding) {
	const { session, acknowledged_by: by, reason, url } = finding.details;
	if (finding.time === void 0) return void 0;
	if (typeof session !== "string" || typeof by !== "string" || typeof reason !== "string") return void 0;
	const page = typeof url === "string" ? url : void 0;
	return {
		session,
		acknowledgement: {
			by,
			at: finding.time,
			reason,
			url: page
		}
	};
}
/** What evidence says to have been read: the same as a record of coverage. */
function coverageIn(manifest, hash) {
	if (manifest.queryHash !== void 0) return [];
	return manifest.spans.filter(({ complete }) => complete).map(({ from, to }) => ({
		span: {
			from: Date.parse(from) / 1e3,
			to: Date.parse(to) / 1e3
		},
		categories: manifest.categories,
		recorded: Date.parse(manifest.closed),
		run: manifest.run?.url,
		manifest: hash
	}));
}

// src/steps/keep.ts
/** Writes an account into its folder, with the hashes of its files, and uploads it. Never throws. */
async function keep(account, settings, parts, signal) {
	const { evidencePath: folder, tenant, artifactName: given, retentionDays, run } = settings;
	let file;
	try {
		const contents = filesOf(account);
		const sums = [...contents].map(([name, text]) => `${createHash("sha256").update(text).digest("hex")}  ${name}\n`);
		contents.set("SHA256SUMS", sums.join(""));
		await mkdir(folder, {
			recursive: true,
			mode: 448
		});
		if ((await readdir(folder)).length > 0) throw new Error(`the folder ${folder} is not empty`);
		for (const [name, text] of contents) await writeFile(join(folder, name), text, {
			flag: "wx",
			mode: 384
		});
		file = join(folder, "access.html");
		const period = {
			...account.period,
			runId: run?.id,
			attempt: run?.attempt
		};
		const name = given ?? artifactName({
			kind: "report",
			tenant,
			...period
		});
		const files = [...contents.keys()].map((one) => join(folder, one));
		const result = await parts.upload({
			name,
			files,
			root: folder,
			retentionDays
		}, signal);
		if (result !== "no-service") return {
			file,
			artifact: result,
			failures: []
		};
		parts.log.info("No artifact service here: the report stays in its folder.");
		return {
			file,
			artifact: void 0,
			failures: []
		};
	} catch (error) {
		return {
			file,
			artifact: void 0,
			failures: [`The report could not be kept: ${messageOf(error)}`]
		};
	}
}

// src/retrospect.ts
/**
* `command: report`: the account of provider accesses over any past span, from what Elastic holds, from earlier evidence, or
* both. Reads nothing from Mimecast, and writes nothing to Elastic.
* Never throws for what is wrong outside: it becomes a sentence.
* @throws SettingsError if the span can't be one, or the approvals file has a mistake.
*/
async function retrospect(settings, parts) {
	const { log, clock } = parts;
	const agreement = await agree(settings, parts);
	const period = pastPeriod(settings.time, clock.now());
	const stop = deadline(settings.deadlineMs, "The time for the report was used up. Give more with the input deadline.", parts.cancelled);
	log.info(`Tenant ${settings.tenant}, ${formatSpan(period)} (UTC), time zone ${settings.time.timeZone}`);
	const { tenant, sessionGapMs: gapMs, providerDomains: domains } = settings;
	const known = [];
	const into = {
		coverage: [],
		findings: [],
		acknowledged: /* @__PURE__ */ new Map(),
		counts: {
			events: 0,
			pages: void 0
		},
		history: createHistory(domains),
		sessions: createSessions({
			tenant,
			gapMs,
			domains,
			known
		}),
		sessionsSince: void 0
	};
	try {
		const { elastic } = settings;
		if (elastic) await log.group("Ask Elastic", () => askElastic(elastic, settings, parts, period, into, stop));
		if (settings.evidence.length > 0) await log.group("Open the evidence", () => gatherEvidence(settings, parts, into, stop));
	} catch (error) {
		return {
			account: void 0,
			accesses: 0,
			file: void 0,
			artifact: void 0,
			failures: [messageOf(error)]
		};
	}
	const covered = coveredSpans(into.coverage, settings.categories);
	known.push(...covered);
	const { sessions: all, leftOut } = into.sessions.finish();
	const told = all.filter(({ first, last }) => first < period.to * 1e3 && last >= period.from * 1e3);
	const { judged, notJudged } = judgeAll(told, all, into.history, agreement);
	for (const one of judged) one.acknowledged = into.acknowledged.get(one.session.id);
	const holes = holesIn(period, covered);
	const account = accountOf({
		settings,
		parts,
		period,
		coverage: into.coverage,
		agreement,
		judged,
		known: {
			sessions: all,
			sessionsSince: into.sessionsSince
		},
		previousManifest: lastManifest(into.coverage),
		leftOut: notJudged + leftOut.sessions,
		findings: each([...into.findings, ...accessFindings(judged)]),
		completeness: {
			complete: holes.length === 0,
			reasons: undatedIn(leftOut.withoutTime),
			narrowed: false,
			holes,
			lost: [],
			...into.counts,
			compared: settings.elastic ? true : "the report was made from evidence alone."
		}
	});
	const accesses = judged.reduce((sum, { session }) => sum + sumOf(session.counts), leftOut.withoutTime);
	log.info(`${accesses} provider accesses in ${judged.length} sessions`);
	return {
		account,
		accesses,
		...await log.group("Keep the report", () => keep(account, settings, parts, stop))
	};
}
async function askElastic(target, settings, parts, period, into, signal) {
	const client = await parts.elastic(target);
	try {
		await gatherHeld(client, settings, parts, period, into, signal);
	} finally {
		await client.close();
	}
}
/** They belong to no session, and so to no period: whoever reads the report must know of them. */
function undatedIn(count) {
	return count === 0 ? [] : [`Provider accesses in the evidence without a readable time: ${count}. They belong to no session and are not judged.`];
}
/** Each finding once. */
function each(findings) {
	return [...new Map(findings.map((finding) => [JSON.stringify([finding.kind, finding.subject]), finding])).values()];
}

// src/runner/clock.ts
const systemClock = {
	now: () => Date.now(),
	sleep: async (ms, signal) => {
		signal?.throwIfAborted();
		try {
			await setTimeout$1(ms, void 0, signal ? { signal } : {});
		} catch (error) {
			signal?.throwIfAborted();
			throw error;
		}
	}
};

// src/settings/access.ts
/** Understands `provider-domains`: domains by comma or line, in lower case. @throws SettingsError */
function providerDomainsOf(value) {
	if (value === void 0) return PROVIDER_DOMAINS;
	const domains = listOf(value).map((domain) => domain.toLowerCase().replace(/^@/, ""));
	if (domains.length === 0 || !domains.every((domain) => /^(?:[a-z0-9_-]{1,63}\.)+[a-z0-9-]{1,63}$/.test(domain))) throw refusal("provider-domains", value, "allowed are domains such as mimecast.com, by comma or line");
	return [...new Set(domains)];
}
/** Understands `open-issues`, `issue-labels` and `issue-assignees`; undefined if no issues are wanted. @throws SettingsError */
function issuesOf(inputs, token, run) {
	const labels = listOf(inputs["issue-labels"] ?? "provider-access").map((label) => lineOf("issue-labels", label, 50));
	const assignees = listOf(inputs["issue-assignees"] ?? "").map((login) => login.replace(/^@/, ""));
	if (!assignees.every((login) => /^[A-Za-z0-9_-]{1,100}$/.test(login))) throw refusal("issue-assignees", inputs["issue-assignees"] ?? "", "allowed are GitHub logins, by comma or line");
	if (!booleanOf("open-issues", inputs["open-issues"] ?? "false")) return void 0;
	if (token === void 0) throw fault("github-token", "is missing: open-issues needs a token with permissions: issues: write");
	if (run?.repository === void 0) throw fault("open-issues", "is true, but GITHUB_REPOSITORY does not name a repository: this works in GitHub Actions only");
	return {
		repository: run.repository,
		token,
		labels: [...new Set(labels)],
		assignees: [...new Set(assignees)]
	};
}
function listOf(value) {
	return value.split(/[,\r\n]/).map((one) => one.trim()).filter((one) => one !== "");
}

// src/settings/names.ts
/** Every input of action.yml. A test holds both lists against each other. */
const INPUT_NAMES = [
	"command",
	"mimecast-client-id",
	"mimecast-client-secret",
	"mimecast-access-key",
	"mimecast-secret-key",
	"mimecast-app-id",
	"mimecast-app-key",
	"mimecast-region",
	"mimecast-url",
	"tenant",
	"categories",
	"provider-domains",
	"session-gap",
	"approvals",
	"query",
	"window",
	"start",
	"end",
	"time-zone",
	"settle",
	"overlap",
	"catch-up",
	"late-after",
	"elastic-url",
	"elastic-cloud-id",
	"elastic-api-key",
	"elastic-username",
	"elastic-password",
	"elastic-ca",
	"namespace",
	"kibana-url",
	"event-retention",
	"create-key",
	"remove",
	"documents",
	"artifact-name",
	"retention-days",
	"evidence-path",
	"deadline",
	"fail-on",
	"dry-run",
	"github-token",
	"open-issues",
	"issue-labels",
	"issue-assignees"
];
/** Values that must never be seen: masked before anything else, and never quoted in an error. */
const SECRET_NAMES = [
	"mimecast-client-secret",
	"mimecast-access-key",
	"mimecast-secret-key",
	"mimecast-app-key",
	"elastic-api-key",
	"elastic-password",
	"github-token"
];
/** The environment variable in which the runner hands an input over: blanks become `_`, hyphens stay. */
function variableOf(name) {
	return `INPUT_${name.replaceAll(" ", "_").toUpperCase()}`;
}
/** The inputs as the environment holds them, white space at both ends removed. */
function readInputs(env) {
	const inputs = {};
	for (const name of INPUT_NAMES) {
		const value = env[variableOf(name)]?.trim();
		if (value) inputs[name] = value;
	}
	return inputs;
}
/**
* Variables that look like a misspelt input of ours: `_` for `-`, or up to two letters away from its name (fewer for a
* short name, where two letters are most of it).
* @returns the name as it was written, in lower case, with the nearest name of ours.
*/
function misspeltInputs(env) {
	const found = [];
	for (const variable of Object.keys(env)) {
		if (!variable.startsWith("INPUT_") || variable.length > 60) continue;
		const written = variable.slice(6).toLowerCase();
		if (written === "" || INPUT_NAMES.some((name) => name === written)) continue;
		const nearest = INPUT_NAMES.map((name) => ({
			name,
			distance: distance(written.replaceAll("_", "-"), name)
		})).filter(({ name, distance }) => distance <= 2 && distance * 2 < name.length).sort((a, b) => a.distance - b.distance)[0];
		if (nearest) found.push({
			written,
			meant: nearest.name
		});
	}
	return found;
}
/** Levenshtein distance: how many letters must be put in, taken out or changed. */
function distance(a, b) {
	let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
	for (let row = 1; row <= a.length; row += 1) {
		const current = [row];
		for (let column = 1; column <= b.length; column += 1) {
			const change = (previous[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
			current.push(Math.min(change, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
		}
		previous = current;
	}
	return previous[b.length] ?? 0;
}

// src/settings/secrets.ts
/** A shorter text can't be masked: every word that holds it would vanish from the log (actions/runner#326). */
const SHORTEST = 4;
/**
* Masks every secret and what can be told from it, then refuses those that are too short to be masked.
* To be called before anything else looks at the inputs. @throws SettingsError
*/
function maskSecrets(inputs, mask) {
	for (const name of SECRET_NAMES) for (const text of new Set(textsOf(inputs, name))) if (text.length >= SHORTEST) mask(text);
	const ca = inputs["elastic-ca"] ?? "";
	if (/PRIVATE KEY/.test(ca)) {
		for (const line of linesOf$1(ca)) if (line.length >= SHORTEST) mask(line);
	}
	for (const name of SECRET_NAMES) if ((inputs[name]?.length ?? SHORTEST) < SHORTEST) throw fault(name, `is shorter than ${SHORTEST} characters: that is no secret, and can't be masked`);
}
/** The token for GitHub's API, fit to stand in a header. @throws SettingsError */
function tokenOf(value) {
	if (value === void 0 || /^[\x21-\x7e]+$/.test(value)) return value;
	throw fault("github-token", "must be one line of ASCII without blanks: give the one of the job, github.token");
}
/** The `id:key` behind an API key of Elasticsearch, whichever way it is written; undefined where there is none. */
function apiKeyParts(value) {
	const plain = value.includes(":") ? value : decoded(value);
	const match = /^([^:\s]+):([^:\s]+)(\s*)$/.exec(plain ?? "");
	if (!match?.[1] || !match[2]) return void 0;
	const encoded = Buffer.from(`${match[1]}:${match[2]}`).toString("base64");
	return {
		id: match[1],
		key: match[2],
		encoded,
		lineEnd: match[3] !== ""
	};
}
/** An API key without the word in front with which it stands in a header. */
function withoutScheme(value) {
	return value.replace(/^ApiKey\s+/i, "");
}
/** The text behind strict Base64, or undefined if it is none, or no printable text. */
function decoded(value) {
	if (!/^[A-Za-z0-9+/]+={0,2}$/.test(value)) return void 0;
	const text = Buffer.from(value, "base64").toString("latin1");
	return /^[\x21-\x7e]+\s*$/.test(text) ? text : void 0;
}
function textsOf(inputs, name) {
	const value = inputs[name];
	if (value === void 0) return [];
	const texts = [
		...linesOf$1(value),
		...jsonTexts(value),
		new URLSearchParams({ "": value }).toString().slice(1)
	];
	if (name === "elastic-api-key") {
		const key = withoutScheme(value);
		const parts = apiKeyParts(key);
		texts.push(...linesOf$1(key));
		if (parts) texts.push(`${parts.id}:${parts.key}`, parts.encoded, parts.key, parts.id);
	}
	if (name === "elastic-password") texts.push(Buffer.from(`${inputs["elastic-username"] ?? ""}:${value}`).toString("base64"));
	return texts;
}
function linesOf$1(value) {
	return value.split(/[\r\n]+/).map((line) => line.trim());
}
/** The texts inside a JSON object or array; none if it isn't one. */
function jsonTexts(value) {
	if (!/^[[{]/.test(value)) return [];
	const texts = [];
	try {
		JSON.parse(value, (_key, item) => {
			if (typeof item === "string") texts.push(item.trim());
			return item;
		});
	} catch {}
	return texts;
}

// src/settings/elastic.ts
const SETTINGS = [
	"elastic-url",
	"elastic-cloud-id",
	"elastic-api-key",
	"elastic-username",
	"elastic-password",
	"elastic-ca"
];
/** Understands the inputs `elastic-*` and `namespace`; undefined if none of `elastic-*` is given. @throws SettingsError */
function elasticOf(inputs, notice) {
	const namespace = namespaceOf(inputs.namespace ?? "default");
	if (SETTINGS.every((name) => inputs[name] === void 0)) return void 0;
	return {
		url: addressOf$1(inputs),
		auth: authOf(inputs, notice),
		ca: authorityOf(inputs["elastic-ca"]),
		namespace
	};
}
/** The last part of the streams' names. A namespace is part of a data stream's name (docs: Fleet, data streams, naming scheme): 100 bytes, no hyphen. */
function namespaceOf(value) {
	lineOf("namespace", value, 100);
	if (Buffer.byteLength(value) > 100 || value !== value.toLowerCase() || /[-\\/*?"<>|\s,#:]/.test(value)) throw refusal("namespace", value, "allowed are at most 100 bytes, in lower case, without a blank and without - \\ / * ? \" < > | , # :");
	return value;
}
function addressOf$1(inputs) {
	const { "elastic-url": url, "elastic-cloud-id": cloudId } = inputs;
	if (url !== void 0 && cloudId !== void 0) throw fault("elastic-cloud-id", "and input elastic-url are both given; give one of them");
	if (url !== void 0) return urlOf("elastic-url", url, "path allowed");
	if (cloudId !== void 0) return cloudAddress(cloudId);
	throw fault("elastic-url", "is missing: give elastic-url or elastic-cloud-id, or no Elastic input at all for evidence only");
}
/** `label:` and the Base64 of `domain[:port]$elasticsearch id[:port][$kibana id]`, as Elastic Cloud shows it. */
function cloudAddress(cloudId) {
	const text = Buffer.from(cloudId.slice(cloudId.lastIndexOf(":") + 1), "base64").toString("latin1");
	const match = /^([a-z0-9.-]+)(:\d{1,5})?\$([a-z0-9-]+)(:\d{1,5})?(?:\$[a-z0-9:-]*)?$/i.exec(text);
	if (!cloudId.includes(":") || !match) throw refusal("elastic-cloud-id", cloudId, "copy it again, whole, from the Elastic Cloud console (name:Base64), or give elastic-url");
	const [, domain, port = "", id, ownPort = port] = match;
	return urlOf("elastic-cloud-id", `https://${id}.${domain}${ownPort}`, "no path");
}
function authOf(inputs, notice) {
	const { "elastic-api-key": key, "elastic-username": username, "elastic-password": password } = inputs;
	if (key !== void 0 && (username !== void 0 || password !== void 0)) throw fault("elastic-api-key", "can't stand beside elastic-username and elastic-password; give one of both");
	if (key !== void 0) return {
		kind: "api-key",
		encoded: encodedKey(key, notice)
	};
	if (username === void 0 && password === void 0) throw fault("elastic-api-key", "is missing: give elastic-api-key, or elastic-username and elastic-password");
	if (username === void 0) throw fault("elastic-username", "is missing: elastic-password is given");
	if (password === void 0) throw fault("elastic-password", "is missing: elastic-username is given");
	if (lineOf("elastic-username", username, 1e3).includes(":")) throw refusal("elastic-username", username, "a colon is not allowed in it (RFC 7617)");
	if (/\p{C}/u.test(password)) throw fault("elastic-password", "must be one line without control characters");
	return {
		kind: "basic",
		username,
		password
	};
}
/** What stands behind `ApiKey ` in the header: Base64 of `id:key`, or the `essu_` form of Elastic Cloud as it is. */
function encodedKey(value, notice) {
	const key = withoutScheme(value);
	if (/^[[{]/.test(key)) throw fault("elastic-api-key", "is JSON: give only the value of its field encoded");
	if (/\s/.test(key)) throw fault("elastic-api-key", "holds a blank or line end in its middle: copy it again");
	if (/^essu_[A-Za-z0-9+/_=-]+$/.test(key)) return key;
	const parts = apiKeyParts(key);
	if (!parts) throw fault("elastic-api-key", "is not understood: allowed are id:key, its Base64 (field encoded), or a key that begins with essu_");
	if (parts.lineEnd) notice("Input elastic-api-key was Base64 with a line end inside; the line end was removed.");
	return parts.encoded;
}
/** One or more certificates in PEM, each of them read once so that a broken one is found now. */
function authorityOf(pem) {
	if (pem === void 0) return void 0;
	if (/PRIVATE KEY/.test(pem)) throw fault("elastic-ca", "holds a private key: give the certificate only, and replace that key");
	const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? [];
	try {
		for (const block of blocks) new X509Certificate(block);
	} catch {
		blocks.length = 0;
	}
	if (blocks.length === 0) throw fault("elastic-ca", "is not understood: give the certificate as PEM, with its line breaks, from BEGIN to END CERTIFICATE");
	return `${blocks.join("\n")}\n`;
}

// src/settings/setup.ts
const DAY = 86400;
/** Understands `remove`, `event-retention`, `kibana-url` and `create-key`. @throws SettingsError */
function setupOf(inputs) {
	const retention = inputs["event-retention"] ?? "400d";
	const seconds = durationOf$1("event-retention", retention, "1d", "36500d");
	if (seconds % DAY !== 0) throw refusal("event-retention", retention, "allowed are whole days, for example 400d");
	return {
		remove: booleanOf("remove", inputs.remove ?? "false"),
		retentionDays: seconds / DAY,
		kibanaUrl: inputs["kibana-url"] === void 0 ? void 0 : urlOf("kibana-url", inputs["kibana-url"], "path allowed"),
		createKey: booleanOf("create-key", inputs["create-key"] ?? "false")
	};
}

// src/mimecast/regions.ts
const BASE_URLS = {
	oauth: {
		global: "https://api.services.mimecast.com",
		uk: "https://uk-api.services.mimecast.com",
		us: "https://us-api.services.mimecast.com"
	},
	hmac: {
		eu: "https://eu-api.mimecast.com",
		de: "https://de-api.mimecast.com",
		us: "https://us-api.mimecast.com",
		usb: "https://usb-api.mimecast.com",
		uspcom: "https://uspcom-api.mimecast-pscom-us.com",
		ca: "https://ca-api.mimecast.com",
		za: "https://za-api.mimecast.com",
		au: "https://au-api.mimecast.com",
		je: "https://je-api.mimecast.com",
		sandbox: "https://sandbox-api.mimecast.com"
	}
};
/** The base URL (no slash at its end) of a region, whatever the case of its name; undefined if that generation has no such region. */
function baseUrlOf(generation, region) {
	const name = region.toLowerCase();
	return Object.hasOwn(BASE_URLS[generation], name) ? BASE_URLS[generation][name] : void 0;
}
/** The names that `baseUrlOf` knows, for messages and docs. */
function regionNames(generation) {
	return Object.keys(BASE_URLS[generation]);
}

// src/settings/source.ts
const OAUTH = ["mimecast-client-id", "mimecast-client-secret"];
const HMAC = [
	"mimecast-access-key",
	"mimecast-secret-key",
	"mimecast-app-id",
	"mimecast-app-key"
];
/** Understands the inputs `mimecast-*`. @throws SettingsError */
function sourceOf(inputs) {
	const credentials = credentialsOf(inputs);
	return {
		baseUrl: addressOf(inputs, credentials.kind),
		credentials
	};
}
function credentialsOf(inputs) {
	const oauth = OAUTH.some((name) => inputs[name] !== void 0);
	const hmac = HMAC.some((name) => inputs[name] !== void 0);
	if (oauth && hmac) {
		const given = HMAC.find((name) => inputs[name] !== void 0) ?? HMAC[0];
		throw fault(given, `belongs to API 1.0 and can't stand beside ${OAUTH.join(" and ")} (API 2.0); give one set only`);
	}
	if (!oauth && !hmac) throw fault("mimecast-client-id", `is missing: give ${OAUTH.join(" and ")} (API 2.0), or ${HMAC.join(", ")} (API 1.0)`);
	if (oauth) {
		const [clientId, clientSecret] = OAUTH.map((name) => keyOf(inputs, name, OAUTH, "API 2.0"));
		return {
			kind: "oauth",
			clientId: clientId ?? "",
			clientSecret: clientSecret ?? ""
		};
	}
	const [accessKey, secretKey, appId, appKey] = HMAC.map((name) => keyOf(inputs, name, HMAC, "API 1.0"));
	if (!/^(?:[A-Za-z0-9+/]{4})+(?:[A-Za-z0-9+/]{2}(?:==)?|[A-Za-z0-9+/]{3}=?)?$/.test(secretKey ?? "")) throw fault("mimecast-secret-key", "is not Base64: copy it again, whole, as Mimecast shows it");
	return {
		kind: "hmac",
		accessKey: accessKey ?? "",
		secretKey: secretKey ?? "",
		appId: appId ?? "",
		appKey: appKey ?? ""
	};
}
/** One of a set of keys; all of the set must be there. */
function keyOf(inputs, name, set, api) {
	const missing = set.filter((other) => inputs[other] === void 0);
	if (missing[0]) throw fault(missing[0], `is missing: ${api} needs ${set.join(", ")}; not given: ${missing.join(", ")}`);
	const value = inputs[name] ?? "";
	if (/^[[{]/.test(value)) throw fault(name, "is JSON: give the value alone");
	if (!/^[\x21-\x7e]+$/.test(value)) throw fault(name, "must be one line of ASCII without blanks: copy it again");
	return value;
}
function addressOf(inputs, generation) {
	const { "mimecast-url": url, "mimecast-region": given } = inputs;
	if (url !== void 0) {
		if (given !== void 0) throw fault("mimecast-region", "and input mimecast-url are both given; give one of them");
		return urlOf("mimecast-url", url, "no path");
	}
	const names = regionNames(generation).join(", ");
	const region = given ?? (generation === "oauth" ? "global" : void 0);
	if (region === void 0) throw fault("mimecast-region", `is missing: API 1.0 needs one of ${names}, or mimecast-url`);
	const baseUrl = baseUrlOf(generation, region);
	if (baseUrl !== void 0) return baseUrl;
	throw refusal("mimecast-region", region, `allowed for API ${generation === "oauth" ? "2.0" : "1.0"} are ${names}`);
}

// src/settings/time.ts
const MOST_DAYS = 60;
/** Understands `window`, `start`, `end`, `time-zone`, `settle`, `overlap` and `catch-up`. @throws SettingsError */
function timeOf(inputs, notice) {
	const timeZone = zoneOf(inputs["time-zone"] ?? "UTC");
	const settle = durationOf$1("settle", inputs.settle ?? "5m", "0s", "1d");
	const window = windowOf(inputs.window ?? "24h");
	const overlap = durationOf$1("overlap", inputs.overlap ?? "24h", "0s", `${MOST_DAYS}d`);
	const catchUp = booleanOf("catch-up", inputs["catch-up"] ?? "true");
	if (inputs.start === void 0) {
		if (inputs.end !== void 0) throw fault("end", "is given without start; give both, or only start, or neither");
		return {
			kind: "window",
			window,
			timeZone,
			settle,
			overlap,
			catchUp
		};
	}
	const start = momentOf("start", inputs.start, timeZone);
	const end = inputs.end === void 0 ? void 0 : momentOf("end", inputs.end, timeZone);
	if (end !== void 0 && inputs.end !== void 0 && end <= start) throw refusal("end", inputs.end, "it must be later than start");
	for (const name of [
		"window",
		"overlap",
		"catch-up"
	]) if (inputs[name] !== void 0) notice(`Input start is given, so input ${name} is not used.`);
	return {
		kind: "span",
		start,
		end,
		timeZone,
		settle
	};
}
function zoneOf(value) {
	if (isTimeZone(value)) return value;
	throw refusal("time-zone", value, "allowed is an IANA name such as UTC, Europe/London or America/New_York");
}
function windowOf(value) {
	const match = /^(\d{1,4})([hd])$/.exec(value);
	const hours = match ? Number(match[1]) * (match[2] === "d" ? 24 : 1) : 0;
	if (hours < 1 || hours > 1440) throw refusal("window", value, `allowed is a whole number and h or d, from 1h to ${MOST_DAYS}d, for example 24h or 7d`);
	return hours % 24 === 0 ? {
		count: hours / 24,
		unit: "day"
	} : {
		count: hours,
		unit: "hour"
	};
}
const FORM = "allowed is a date, 2026-11-24, or a date and time with its zone, 2026-11-24T08:30:00Z or 2026-11-24T08:30:00+01:00";
/**
* A moment that a person typed. A date is that whole day in `zone`: its first second as `start`, the first second after it
* as `end`. A fraction of a second counts up: event times are whole seconds, so no event changes sides.
* @returns seconds UTC.
*/
function momentOf(input, value, zone) {
	if (/^\d{4}-\d\d-\d\d$/.test(value)) {
		existing$1(input, value, `${value}T00:00:00`);
		return startOfDay(zone, input === "end" ? addDays(value, 1) : value);
	}
	const match = /^(\d{4}-\d\d-\d\dT\d\d:\d\d)(?:(:\d\d)(?:\.(\d{1,9}))?)?(Z|[+-]\d\d:?\d\d)?$/.exec(value);
	if (!match?.[1]) throw refusal(input, value, FORM);
	const [, minutes, seconds = ":00", fraction = "0", offset] = match;
	const wall = existing$1(input, value, minutes + seconds);
	if (offset === void 0) throw refusal(input, value, "the time zone is missing; add Z for UTC or an offset such as +01:00");
	return wall - offsetOf(input, value, offset) + (Number(fraction) > 0 ? 1 : 0);
}
/** Seconds of a wall time as if it were UTC. Date rolls 31 February over to March instead of refusing it, hence the way back. */
function existing$1(input, value, wall) {
	const time = Date.parse(`${wall}Z`);
	if (Number.isNaN(time) || !new Date(time).toISOString().startsWith(wall)) throw refusal(input, value, "there is no such date or time");
	return time / 1e3;
}
function offsetOf(input, value, offset) {
	if (offset === "Z") return 0;
	const hours = Number(offset.slice(1, 3));
	const minutes = Number(offset.slice(-2));
	if (hours > 14 || minutes > 59) throw refusal(input, value, "there is no such offset from UTC");
	return (offset.startsWith("-") ? -1 : 1) * (hours * 3600 + minutes * 60);
}

// src/settings.ts
const COMMANDS = [
	"collect",
	"restore",
	"report",
	"categories",
	"setup"
];
/**
* Reads every input and the runner's environment; the only place that does. Secrets are masked before anything else.
* Makes no request and touches no file.
* @throws SettingsError for the first fault, in one sentence that names the input.
*/
function readSettings(env, parts) {
	const inputs = readInputs(env);
	maskSecrets(inputs, parts.mask);
	const notice = (text) => parts.notice(text);
	for (const { written, meant } of misspeltInputs(env)) parts.warn(`Input ${written} is not known and not used; was ${meant} meant?`);
	for (const name of SECRET_NAMES) if (inputs[name] !== void 0 && env[variableOf(name)] !== inputs[name]) notice(`Blanks or line ends around input ${name} were removed.`);
	const run = runOf(env);
	const command = choiceOf("command", inputs.command ?? "collect", COMMANDS);
	const reads = command === "collect" || command === "categories";
	const opens = command === "restore" || command === "report";
	const elastic = elasticOf(inputs, notice);
	const evidence = opens ? evidenceOf(inputs["evidence-path"], env) : [];
	if (command === "restore" && evidence.length === 0) throw fault("evidence-path", "is missing: command restore needs folders or zip files of evidence, by line or comma");
	if ((command === "restore" || command === "setup") && !elastic) throw fault("elastic-url", `is missing: command ${command} needs an Elastic to ${command === "setup" ? "set up" : "restore to"}`);
	if (command === "report" && !elastic && evidence.length === 0) throw fault("evidence-path", "is missing: command report needs evidence, by line or comma, or the Elastic inputs");
	const githubToken = tokenOf(inputs["github-token"]);
	return deepFreeze({
		command,
		tenant: lineOf("tenant", inputs.tenant ?? "default", 64),
		source: reads ? sourceOf(inputs) : void 0,
		evidence,
		categories: categoriesOf(inputs.categories, notice),
		query: inputs.query === void 0 ? void 0 : lineOf("query", inputs.query, 1e3),
		providerDomains: providerDomainsOf(inputs["provider-domains"]),
		sessionGapMs: durationOf$1("session-gap", inputs["session-gap"] ?? "30m", "1m", "12h") * 1e3,
		approvalsPath: approvalsPathOf(inputs.approvals, env),
		time: timeOf(inputs, notice),
		lateAfterMs: durationOf$1("late-after", inputs["late-after"] ?? "24h", "0s", "60d") * 1e3,
		elastic,
		namespace: namespaceOf(inputs.namespace ?? "default"),
		setup: command === "setup" ? setupOf(inputs) : void 0,
		documents: booleanOf("documents", inputs.documents ?? "false"),
		artifactName: artifactNameOf(inputs["artifact-name"]),
		retentionDays: inputs["retention-days"] === void 0 ? void 0 : integerOf("retention-days", inputs["retention-days"], 1, 400),
		evidencePath: evidencePathOf(opens ? void 0 : inputs["evidence-path"], env, run),
		deadlineMs: durationOf$1("deadline", inputs.deadline ?? "50m", "1s", "5d") * 1e3,
		failOn: choiceOf("fail-on", inputs["fail-on"] ?? "error", [
			"never",
			"error",
			"unexplained",
			"finding"
		]),
		dryRun: booleanOf("dry-run", inputs["dry-run"] ?? "false"),
		githubToken,
		issues: issuesOf(inputs, githubToken, run),
		run
	});
}
function artifactNameOf(given) {
	if (given === void 0) return void 0;
	const problem = checkArtifactName(given);
	if (problem !== void 0) throw refusal("artifact-name", given, problem.replace(/\.$/, ""));
	return given;
}
function deepFreeze(value) {
	if (typeof value === "object" && value !== null) {
		for (const part of Object.values(value)) deepFreeze(part);
		Object.freeze(value);
	}
	return value;
}

// src/elastic/setup/json.ts
/** Characters of a line, blanks at its beginning included. */
const LINE = 110;
/** A value as JSON by lines: what fits on one line stands on one, so that a person can read it and a machine too. */
function linesOf(value) {
	return layOut(value, 0).split("\n");
}
function layOut(value, depth) {
	const flat = JSON.stringify(value);
	if (typeof value !== "object" || value === null || flat.length + 2 * depth <= LINE) return flat;
	const inside = "  ".repeat(depth + 1);
	const parts = Array.isArray(value) ? value.map((one) => `${inside}${layOut(one, depth + 1)}`) : Object.entries(value).map(([key, one]) => `${inside}${JSON.stringify(key)}: ${layOut(one, depth + 1)}`);
	const [open, close] = Array.isArray(value) ? "[]" : "{}";
	return `${open}\n${parts.join(",\n")}\n${"  ".repeat(depth)}${close}`;
}

// src/elastic/setup/door.ts
/** A request as Kibana's Dev Tools take it, by lines. */
function requestLines(method, path, body) {
	return [`${method} /${path}`, ...body === void 0 ? [] : linesOf(body)];
}
function openDoor({ client, dryRun, signal, print, warn }) {
	let blind = false;
	async function ask(method, path, body) {
		if (blind) return void 0;
		try {
			return await client.ask(method, path, body, signal);
		} catch (error) {
			signal.throwIfAborted();
			if (!(error instanceof ElasticError)) throw error;
			if (error.status === 404) return void 0;
			if (!dryRun || error.status !== void 0 && error.status !== 401) throw error;
			blind = true;
			warn(`${error.message} So these are the requests for an Elasticsearch that has nothing of them yet.`);
			return;
		}
	}
	return {
		dryRun,
		get: (path, body) => ask("GET", path, body),
		inquire: (path, body) => dryRun ? Promise.resolve(void 0) : ask("POST", path, body),
		async send(method, path, body) {
			if (!dryRun) return client.ask(method, path, body, signal);
			for (const line of requestLines(method, path, body)) print(line);
		}
	};
}
/** Why a change was not taken, in one sentence that says what to do. @param what for example `index template x`. */
function refusalOf(error, what) {
	const { status, code, message } = error;
	if (status === 401) return message;
	if (status === 403) return `Elasticsearch refused ${what} (HTTP 403): the key of the set-up lacks a privilege; docs/elasticsearch.md has the key to paste.`;
	if (status !== void 0 && status < 500 && status !== 429) return `Elasticsearch did not take ${what} (HTTP ${status}${code === void 0 ? "" : `, ${code}`}): it must be 8.19 or later, or Serverless.`;
	return message;
}

// src/elastic/setup/key.ts
/**
* The request that makes the key of the daily run (docs/elasticsearch/api-key.json): it can add documents to the streams of one
* namespace and read them, and can neither change nor delete any.
*/
function keyRequest(namespace) {
	return {
		name: "mimecast-audit-collector",
		expiration: "365d",
		role_descriptors: { collector: {
			cluster: [],
			indices: [{
				names: [`logs-mimecast.*-${namespace}`],
				privileges: [
					"create_doc",
					"auto_configure",
					"read",
					"view_index_metadata"
				]
			}]
		} }
	};
}
/**
* Makes the key of the daily run.
* @param byApiKey whether the set-up came in with an API key: Elasticsearch gives a key that another key makes no privileges
* (https://www.elastic.co/docs/api/doc/elasticsearch/operation/operation-security-create-api-key), so it isn't asked.
* @param mask gets the key, and what it is made of, before anything else does.
* @returns the key as it goes into a secret; undefined in a dry run.
* @throws Error of one sentence; the signal's reason if it aborts.
*/
async function createKey(door, options) {
	if (options.byApiKey) throw new Error("No key was made: the set-up itself uses an API key, and Elasticsearch gives a key that another key makes no privileges. Use elastic-username and elastic-password for it, or make the key by hand from the request above.");
	let answer;
	try {
		answer = await door.send("POST", "_security/api_key", keyRequest(options.namespace));
	} catch (error) {
		if (!(error instanceof ElasticError)) throw error;
		throw new Error(refusalOf(error, "the key of the daily run"), { cause: error });
	}
	const { id, api_key: secret, encoded } = fieldsOf$2(answer);
	for (const piece of [
		encoded,
		secret,
		`${String(id)}:${String(secret)}`
	]) if (typeof piece === "string") options.mask(piece);
	if (door.dryRun) return void 0;
	if (typeof encoded === "string" && /^[\w+/=-]{16,500}$/.test(encoded)) return encoded;
	throw new Error("Elasticsearch made a key and did not say which: find mimecast-audit-collector among its API keys, revoke it, and make one by hand.");
}

// src/elastic/assets/fields.ts
/** Fields of one type. */
function all(type, names) {
	return Object.fromEntries(names.trim().split(/\s+/).map((name) => [name, type]));
}
/** What every document has. */
const FRAME = {
	...all("date", "@timestamp event.start"),
	...all("constant_keyword", "data_stream.type data_stream.dataset data_stream.namespace"),
	...all("keyword", "ecs.version event.kind event.module event.dataset tags agent.type agent.version organization.id"),
	...all("keyword", "observer.vendor observer.product observer.type mimecast.run"),
	...all("match_only_text", "message")
};
/** What the pipeline adds to an address. */
function places(field) {
	return {
		...all("ip", `${field}.ip`),
		...all("keyword", `${field}.geo.continent_name ${field}.geo.country_iso_code ${field}.geo.country_name`),
		...all("keyword", `${field}.geo.region_iso_code ${field}.geo.region_name ${field}.geo.city_name`),
		...all("geo_point", `${field}.geo.location`),
		...all("long", `${field}.as.number`),
		...all("keyword", `${field}.as.organization.name`)
	};
}
/** An audit event. Texts of keywords are at most 32 766 bytes long: src/access/keyword.ts cuts them. */
const AUDIT = {
	...all("date", "event.created event.ingested"),
	...all("keyword", "event.provider event.id event.code event.action event.category event.type event.outcome"),
	...all("keyword", "event.reason event.hash event.original labels.provider_access"),
	...all("match_only_text", "error.message"),
	...all("keyword", "user.email user.name user.domain user.full_name"),
	...all("keyword", "user.target.email user.target.name user.target.domain"),
	...places("source"),
	...places("client"),
	...all("ip", "related.ip"),
	...all("keyword", "related.user service.name file.name file.extension"),
	...all("long", "file.size"),
	...all("keyword", "email.from.address email.to.address email.subject"),
	...all("match_only_text", "mimecast.event_info"),
	...all("keyword", "mimecast.audit_type mimecast.category mimecast.user mimecast.account_code mimecast.method"),
	...all("keyword", "mimecast.second_factor mimecast.ip_raw mimecast.truncated"),
	...all("keyword", "mimecast.text.date mimecast.text.time mimecast.text.zone mimecast.text.actor"),
	...all("boolean", "mimecast.access.provider mimecast.access.content"),
	...all("keyword", "mimecast.access.kind mimecast.session.id"),
	...all("keyword", "mimecast.alias mimecast.person mimecast.requested_application mimecast.signed_into"),
	...all("keyword", "mimecast.case.name mimecast.review_set.name mimecast.domain.name mimecast.api_application.name"),
	...all("keyword", "mimecast.folder.name mimecast.folder.member mimecast.search.source mimecast.search.criteria"),
	...all("keyword", "mimecast.message.from_name mimecast.message.to_name mimecast.message.processed"),
	...all("keyword", "mimecast.message.status"),
	...all("boolean", "mimecast.message.content_viewed"),
	...all("keyword", "mimecast.export.type mimecast.export.name mimecast.export.time mimecast.export.columns"),
	...all("keyword", "mimecast.export.id mimecast.report.name mimecast.report.description"),
	...all("keyword", "mimecast.policy.type mimecast.policy.name mimecast.policy.from mimecast.policy.to"),
	...all("keyword", "mimecast.policy.state mimecast.policy.action"),
	...all("keyword", "mimecast.connector.name mimecast.connector.product mimecast.connector.app"),
	...all("keyword", "mimecast.connector.description mimecast.connection.from mimecast.connection.to"),
	...all("keyword", "mimecast.task.name mimecast.incident.id mimecast.incident.type"),
	...all("long", "mimecast.task.count"),
	...all("keyword", "mimecast.restore.from mimecast.restore.to")
};
/** The record of a span that was read, or of the categories that an account offers. */
const COVERAGE = {
	...all("date", "event.end"),
	...all("long", "event.duration mimecast.coverage.events mimecast.coverage.indexed mimecast.coverage.known"),
	...all("long", "mimecast.coverage.late.count mimecast.coverage.late.max_seconds mimecast.coverage.pages"),
	...all("long", "mimecast.coverage.requests mimecast.coverage.duration_ms mimecast.coverage.attempt"),
	...all("keyword", "mimecast.coverage.categories mimecast.coverage.query_hash mimecast.coverage.manifest"),
	...all("keyword", "mimecast.coverage.previous_manifest mimecast.coverage.run_id"),
	...all("keyword", "mimecast.coverage.artifact.id mimecast.coverage.artifact.url mimecast.categories")
};
/** A finding. Details that are not named here become keywords or numbers with the first document that has them. */
const FINDING = {
	...all("long", "event.severity mimecast.finding.late_seconds mimecast.finding.skew_seconds mimecast.finding.status"),
	...all("keyword", "rule.name mimecast.finding.kind mimecast.finding.subject mimecast.finding.severity"),
	...all("keyword", "mimecast.finding.events mimecast.finding.manifest mimecast.finding.category"),
	...all("keyword", "mimecast.finding.covered_by mimecast.finding.held_hash mimecast.finding.read_hash"),
	...all("keyword", "mimecast.finding.changed_fields mimecast.finding.error_type mimecast.finding.field"),
	...all("keyword", "mimecast.finding.kept mimecast.finding.change mimecast.finding.session mimecast.finding.tickets"),
	...all("keyword", "mimecast.finding.rules mimecast.finding.seen_first mimecast.finding.acknowledged_by"),
	...all("keyword", "mimecast.finding.url"),
	...all("long", "mimecast.finding.acts mimecast.finding.unapproved mimecast.finding.content_acts"),
	...all("date", "mimecast.finding.from mimecast.finding.to mimecast.finding.since mimecast.finding.acknowledged_at"),
	...all("keyword", "mimecast.finding.first mimecast.finding.last"),
	...all("match_only_text", "mimecast.finding.reason")
};
/** The three streams by the word in their names. */
const DATASETS = [
	"audit",
	"coverage",
	"finding"
];
/** Every field of a stream's documents that has a type of its own. */
const FIELDS = {
	audit: {
		...FRAME,
		...AUDIT
	},
	coverage: {
		...FRAME,
		...COVERAGE
	},
	finding: {
		...FRAME,
		...FINDING
	}
};

// src/elastic/assets/mapping.ts
/** Fields that need more said than their type. The raw event is kept whole and not searched, however long it is (ECS: `event.original`). */
const MORE = {
	"event.original": {
		index: false,
		doc_values: false
	},
	"data_stream.type": { value: "logs" }
};
/** Objects below which a document of a newer version may bring a field that is not named here. */
const OPEN = ["labels", "mimecast"];
/**
* The mapping of a stream. Fields outside of `mimecast` and `labels` that it does not name are kept and not indexed; inside, they
* become keywords or numbers, so that neither an event nor a newer version can be refused for a field, and the templates' limit
* of fields holds. No `ignore_above` and no `ignore_malformed`: what can't be indexed is refused, which a run sees and reports,
* and not stored without being found.
*/
function mappingOf(dataset) {
	const properties = {};
	for (const [name, type] of Object.entries(FIELDS[dataset])) place(properties, name.split("."), fieldOf(name, type, dataset));
	return {
		dynamic: "false",
		date_detection: false,
		dynamic_templates: OPEN.map((name) => ({ [`${name}_texts`]: {
			path_match: `${name}.*`,
			match_mapping_type: "string",
			mapping: { type: "keyword" }
		} })),
		properties
	};
}
function fieldOf(name, type, dataset) {
	return {
		type,
		...name === "data_stream.dataset" ? { value: `mimecast.${dataset}` } : MORE[name]
	};
}
/** Puts a field into its objects, making those that are not there. */
function place(properties, [first = "", ...rest], field) {
	if (rest.length === 0) {
		properties[first] = field;
		return;
	}
	properties[first] ??= {
		...OPEN.includes(first) ? { dynamic: "true" } : {},
		properties: {}
	};
	place(properties[first].properties, rest, field);
}

// src/elastic/assets/pipeline.ts
/** The processors that the pipeline needs: of the modules ingest-common and ingest-geoip, which a server may lack. */
const PROCESSORS = [
	"set",
	"geoip",
	"rename"
];
/** What the city database knows and our mapping names. */
const CITY = [
	"continent_name",
	"country_iso_code",
	"country_name",
	"region_iso_code",
	"region_name",
	"city_name"
];
/**
* The ingest pipeline of audit events: when Elastic took it, and where its address is. No step can fail a document; where the
* database is missing or too old the server puts a tag that says so
* (https://www.elastic.co/docs/reference/enrich-processor/geoip-processor).
*/
function pipelineBody() {
	return {
		description: "Adds to audit events of Mimecast when they came and where their addresses are; never fails a document",
		processors: [
			{ set: {
				field: "event.ingested",
				copy_from: "_ingest.timestamp",
				ignore_failure: true
			} },
			...placesOf("source"),
			...placesOf("client")
		]
	};
}
function placesOf(field) {
	const steady = {
		ignore_missing: true,
		ignore_failure: true
	};
	return [
		{ geoip: {
			field: `${field}.ip`,
			target_field: `${field}.geo`,
			properties: [...CITY, "location"],
			...steady
		} },
		{ geoip: {
			field: `${field}.ip`,
			target_field: `${field}.as`,
			database_file: "GeoLite2-ASN.mmdb",
			properties: ["asn", "organization_name"],
			...steady
		} },
		{ rename: {
			field: `${field}.as.asn`,
			target_field: `${field}.as.number`,
			...steady
		} },
		{ rename: {
			field: `${field}.as.organization_name`,
			target_field: `${field}.as.organization.name`,
			...steady
		} }
	];
}

// src/elastic/assets/assets.ts
/** Who made it: what has another name or none in its `_meta.managed_by` is not ours, and is not touched. */
const MANAGED_BY = "mimecast-audit-collector";
/** The ingest pipeline's name. */
const PIPELINE = "mimecast-audit@pipeline";
/** Above Elastic's own `logs` (100) and those of its integrations (200). */
const PRIORITY = 250;
/**
* Coverage and findings are kept at least so long, days: what is deleted of coverage counts as never read, and a finding tells of
* events that may be gone. Both are small.
*/
const LEAST_DAYS = 400;
/** Everything that the set-up puts, in the order in which it can be put: each needs those before it. */
function assetsOf(options) {
	return [...options.pipeline ? [assetAt("ingest pipeline", "_ingest/pipeline", PIPELINE, pipelineBody())] : [], ...DATASETS.flatMap((dataset) => [
		assetAt("component template", "_component_template", `mimecast-${dataset}@mappings`, mappingsBody(dataset)),
		assetAt("component template", "_component_template", `mimecast-${dataset}@settings`, settingsBody(dataset, options)),
		assetAt("index template", "_index_template", templateName(dataset), templateBody(dataset))
	])];
}
/** The index template of a stream, for every namespace. */
function templateName(dataset) {
	return `logs-mimecast.${dataset}`;
}
/** The body of the request that puts an asset: its content, who made it, with which version, and what it was made of. */
function bodyOf({ content }, toolVersion) {
	return {
		...content,
		version: numberOf(toolVersion),
		_meta: {
			managed_by: MANAGED_BY,
			version: toolVersion,
			hash: hashOf(content)
		}
	};
}
/** SHA-256 of a content, hex: two contents are the same if it is. */
function hashOf(content) {
	return hash("sha256", canonicalJson(content));
}
/** `1.2.3` as 1002003, which is more for a newer version. */
function numberOf(toolVersion) {
	const [major = 0, minor = 0, patch = 0] = toolVersion.split(/[.+-]/, 3).map(Number);
	return (major * 1e3 + minor) * 1e3 + patch;
}
/** The mapping names its own hash, so that a stream that exists shows which mapping it has. */
function mappingsBody(dataset) {
	const mapping = mappingOf(dataset);
	return { template: { mappings: {
		_meta: {
			managed_by: MANAGED_BY,
			hash: hashOf(mapping)
		},
		...mapping
	} } };
}
/**
* `standard` and no `ignore_malformed`, since the mode `logsdb`, which newer clusters give to all logs, stores values that it can't
* index without a word. Texts, since the server gives settings out as texts.
*/
function settingsBody(dataset, { retentionDays, pipeline }) {
	const days = dataset === "audit" ? retentionDays : Math.max(retentionDays, LEAST_DAYS);
	return { template: {
		settings: { index: {
			mode: "standard",
			mapping: {
				ignore_malformed: "false",
				total_fields: {
					limit: "1000",
					ignore_dynamic_beyond_limit: "true"
				}
			},
			...pipeline && dataset === "audit" ? { default_pipeline: PIPELINE } : {}
		} },
		lifecycle: {
			enabled: true,
			data_retention: `${days}d`
		},
		data_stream_options: { failure_store: { enabled: true } }
	} };
}
/** It has no content of its own, so that the users' own component template, which comes last, has the last word. */
function templateBody(dataset) {
	const name = `mimecast-${dataset}`;
	return {
		index_patterns: [`${templateName(dataset)}-*`],
		priority: 250,
		data_stream: {},
		composed_of: [
			`${name}@mappings`,
			`${name}@settings`,
			`${name}@custom`
		],
		ignore_missing_component_templates: [`${name}@custom`]
	};
}
function assetAt(kind, path, name, content) {
	return {
		kind,
		name,
		path: `${path}/${name}`,
		content
	};
}

// src/elastic/setup/existing.ts
/**
* Compares what is there with an asset.
* @param toolVersion of this program.
* @throws ElasticError; the signal's reason if it aborts.
*/
async function existing(door, asset, toolVersion) {
	const found = foundIn(await door.get(asset.path), asset);
	if (found === void 0) return { state: "none" };
	const meta = fieldsOf$2(found._meta);
	if (meta.managed_by !== "mimecast-audit-collector") return { state: "foreign" };
	if (typeof found.version === "number" && found.version > numberOf(toolVersion)) return {
		state: "newer",
		version: typeof meta.version === "string" && /^[\w.+-]{1,40}$/.test(meta.version) ? meta.version : "unknown"
	};
	if (meta.hash !== hashOf(asset.content)) return { state: "older" };
	return { state: holds(found, asset.content) ? "same" : "edited" };
}
/** The asset's own part of an answer; undefined if there is none. */
function foundIn(answer, { kind, name }) {
	if (answer === void 0) return void 0;
	if (kind === "ingest pipeline") {
		const pipeline = fieldsOf$2(answer)[name];
		return pipeline === void 0 ? void 0 : fieldsOf$2(pipeline);
	}
	const key = kind === "component template" ? "component_template" : "index_template";
	const list = fieldsOf$2(answer)[`${key}s`];
	const one = (Array.isArray(list) ? list : []).find((entry) => fieldsOf$2(entry).name === name);
	return one === void 0 ? void 0 : fieldsOf$2(fieldsOf$2(one)[key]);
}
/** True if all of `ours` stands in `theirs`. The server adds defaults, and gives out numbers and booleans as texts. */
function holds(theirs, ours) {
	if (Array.isArray(ours)) return Array.isArray(theirs) && theirs.length === ours.length && ours.every((one, at) => holds(theirs[at], one));
	if (typeof ours === "object" && ours !== null) return typeof theirs === "object" && theirs !== null && Object.entries(ours).every(([key, one]) => holds(fieldsOf$2(theirs)[key], one));
	if (ours === null || theirs === null) return theirs === ours;
	return theirs !== void 0 && typeof theirs !== "object" && String(theirs) === String(ours);
}

// src/elastic/setup/overlap.ts
const FILTER = [
	"name",
	"index_template.index_patterns",
	"index_template.priority"
].map((field) => `index_templates.${field}`).join(",");
const NAME_LIMIT = 100;
/**
* Looks for index templates that stand in the way of ours.
* @throws ElasticError; the signal's reason if it aborts.
*/
async function overlaps(door, assets) {
	const ours = assets.filter(({ kind }) => kind === "index template");
	const own = new Set(ours.map(({ name }) => name));
	const patterns = ours.flatMap(({ content }) => content.index_patterns);
	const list = fieldsOf$2(await door.get(`_index_template?filter_path=${FILTER}`)).index_templates;
	const others = (Array.isArray(list) ? list : []).map(fieldsOf$2).flatMap(({ name, index_template: template }) => {
		const { index_patterns: theirs, priority } = fieldsOf$2(template);
		if (typeof name !== "string" || own.has(name)) return [];
		return [theirs].flat().some((one) => typeof one === "string" && patterns.some((p) => overlap(p, one))) ? [{
			name: name.slice(0, NAME_LIMIT),
			priority: typeof priority === "number" ? priority : 0
		}] : [];
	});
	const names = (test) => others.filter(({ priority }) => test(priority)).map(({ name }) => name);
	return {
		same: names((priority) => priority === 250),
		higher: names((priority) => priority > 250)
	};
}
/** True if a name can match both. @param ours a text with one `*`, at its end. @param theirs with a `*` wherever it likes. */
function overlap(ours, theirs) {
	const start = ours.slice(0, -1);
	const star = theirs.indexOf("*");
	if (star < 0) return theirs.startsWith(start);
	const head = theirs.slice(0, star);
	return head.startsWith(start) || start.startsWith(head);
}

// src/elastic/setup/put.ts
/**
* Puts pipeline, component templates and index templates: what is missing or older, and nothing else. If one of the names belongs
* to somebody else, nothing at all is changed.
* @returns what the templates were made with.
* @throws Error of one sentence that says what stands in the way; the signal's reason if it aborts.
*/
async function putAssets(door, options) {
	const { retentionDays, toolVersion, lacksProcessors, done, warn } = options;
	let made = {
		retentionDays,
		pipeline: lacksProcessors.length === 0
	};
	if (!made.pipeline) done(withoutPipeline(`The server has no processor ${lacksProcessors.join(", ")}.`));
	const found = await look(door, assetsOf(made), options);
	for (const [asset, state] of found.entries()) {
		if (asset.kind !== "ingest pipeline") continue;
		try {
			done(await put(door, asset, state, toolVersion));
		} catch (error) {
			if (!(error instanceof ElasticError) || error.status !== 400) throw asError(error, asset);
			made = {
				retentionDays,
				pipeline: false
			};
			done(withoutPipeline("The server did not take it (HTTP 400): it may lack the processor geoip."));
		}
	}
	if (!made.pipeline) warn("Without the ingest pipeline no place is added to addresses; all else works.");
	const states = new Map([...found].map(([{ path }, state]) => [path, state]));
	for (const asset of assetsOf(made)) {
		if (asset.kind === "ingest pipeline") continue;
		const state = made.pipeline || lacksProcessors.length > 0 ? states.get(asset.path) : await existing(door, asset, toolVersion);
		try {
			done(await put(door, asset, state ?? { state: "none" }, toolVersion));
		} catch (error) {
			throw asError(error, asset);
		}
	}
	return made;
}
/** What is there, and that nothing stands in the way. @throws Error of one sentence. */
async function look(door, assets, { toolVersion, done, warn }) {
	const found = /* @__PURE__ */ new Map();
	for (const asset of assets) found.set(asset, await existing(door, asset, toolVersion));
	const refused = [...found].flatMap(([{ kind, name }, state]) => {
		const note = state.state === "foreign" ? "It was not made by this set-up, so it is left alone. Rename or delete it, and start the set-up again." : state.state === "newer" ? `Version ${state.version} of this Action put it. Use that version, or set up with it.` : void 0;
		return note === void 0 ? [] : [{
			name: `${kind} ${name}`,
			action: "refused",
			note
		}];
	});
	for (const change of refused) done(change);
	const [first] = refused;
	if (first) {
		const more = refused.length === 1 ? "" : ` and ${refused.length - 1} more`;
		throw new Error(`Nothing was changed, since ${first.name}${more} may not be touched. ${first.note}`);
	}
	const { same, higher } = await overlaps(door, assets);
	if (same.length > 0) throw new Error(`Nothing was changed, since index template ${same.join(", ")} matches streams of ours with the same priority. Give it another priority, or narrow its patterns.`);
	if (higher.length > 0) warn(`Index template ${higher.join(", ")} matches streams of ours with a higher priority: those streams are made from it, and what this set-up put does not reach them.`);
	return found;
}
async function put(door, asset, { state }, toolVersion) {
	const name = `${asset.kind} ${asset.name}`;
	if (state === "same") return {
		name,
		action: "unchanged",
		note: void 0
	};
	await door.send("PUT", asset.path, bodyOf(asset, toolVersion));
	if (state === "none") return {
		name,
		action: "created",
		note: void 0
	};
	return {
		name,
		action: "updated",
		note: state === "edited" ? "It had been changed by hand and is now as the set-up makes it. Changes of your own belong into the @custom component template." : void 0
	};
}
function withoutPipeline(why) {
	return {
		name: `ingest pipeline ${PIPELINE}`,
		action: "skipped",
		note: why
	};
}
function asError(error, { kind, name }) {
	return error instanceof ElasticError ? new Error(refusalOf(error, `${kind} ${name}`), { cause: error }) : error;
}

// src/elastic/setup/removal.ts
/**
* Takes away what an earlier set-up put: templates, and the pipeline where no stream sends through it. Never a stream or a document,
* and nothing that is not ours.
* @param done takes each change in order.
* @throws Error of one sentence; the signal's reason if it aborts.
*/
async function removeAssets(door, { toolVersion, done }) {
	const streams = await streamsOf(door);
	const assets = assetsOf({
		retentionDays: 1,
		pipeline: true
	});
	const order = [
		"index template",
		"component template",
		"ingest pipeline"
	];
	const stay = /* @__PURE__ */ new Set();
	for (const asset of order.flatMap((kind) => assets.filter((one) => one.kind === kind))) {
		const change = await remove$1(door, asset, toolVersion, stay);
		if (change === void 0) continue;
		if (change.action !== "removed") stay.add(asset.name);
		done(change);
	}
	for (const stream of streams) done({
		name: `data stream ${stream}`,
		action: "skipped",
		note: "It stays, with all that is in it."
	});
}
async function remove$1(door, asset, toolVersion, stay) {
	const name = `${asset.kind} ${asset.name}`;
	const { state } = await existing(door, asset, toolVersion);
	if (state === "none") return void 0;
	if (state === "foreign") return {
		name,
		action: "refused",
		note: "It was not made by this set-up, so it is left alone."
	};
	if (asset.kind === "ingest pipeline") {
		if (stay.has("mimecast-audit@settings") || await isUsed(door)) return {
			name,
			action: "skipped",
			note: "It stays, since streams send through it."
		};
	}
	try {
		await door.send("DELETE", asset.path);
		return {
			name,
			action: "removed",
			note: void 0
		};
	} catch (error) {
		if (!(error instanceof ElasticError)) throw error;
		if (error.status === 404) return void 0;
		if (error.status !== 400) throw new Error(refusalOf(error, name), { cause: error });
		return {
			name,
			action: "skipped",
			note: `It stays: Elasticsearch removes none that ${asset.kind === "index template" ? "data streams" : "others"} still need.`
		};
	}
}
/** Names of our streams, in every namespace; none if the key may not look. */
async function streamsOf(door) {
	const patterns = DATASETS.map((dataset) => `${templateName(dataset)}-*`).join(",");
	return [fieldsOf$2(await readable(() => door.get(`_data_stream/${patterns}`))).data_streams].flat().map((one) => fieldsOf$2(one).name).filter((name) => typeof name === "string");
}
/** Whether an index sends its documents through the pipeline: without it they would be refused. If that can't be seen, it may. */
async function isUsed(door) {
	const answer = await readable(() => door.get(`${templateName("audit")}-*/_settings/index.default_pipeline`), { "a hidden index": { settings: { index: { default_pipeline: PIPELINE } } } });
	return Object.values(fieldsOf$2(answer)).some((index) => {
		return fieldsOf$2(fieldsOf$2(fieldsOf$2(index).settings).index).default_pipeline === PIPELINE;
	});
}
/** An answer, or `otherwise` if the key may not ask. */
async function readable(ask, otherwise) {
	try {
		return await ask();
	} catch (error) {
		if (error instanceof ElasticError && error.status === 403) return otherwise;
		throw error;
	}
}

// src/elastic/setup/server.ts
/** Privileges of the set-up's key (https://www.elastic.co/docs/reference/elasticsearch/security-privileges). */
const SETUP_CLUSTER = ["manage_index_templates", "manage_ingest_pipelines"];
const SETUP_STREAMS = ["view_index_metadata", "manage"];
/**
* Asks the server what it is and what the key may do there. Serverless, and keys without `monitor`, answer less: what is not known
* is taken to be there, and shows when it is used.
* @param options `createKey`: whether the key must be able to make a key too.
* @throws ElasticError; the signal's reason if it aborts.
*/
async function lookAt(door, options) {
	const cluster = [...SETUP_CLUSTER, ...options.createKey ? ["manage_own_api_key"] : []];
	const names = DATASETS.map((dataset) => `logs-mimecast.${dataset}-${options.namespace}`);
	const may = await privileges(door, {
		cluster,
		index: [{
			names,
			privileges: SETUP_STREAMS
		}]
	});
	const streams = fieldsOf$2(may?.index);
	const version = fieldsOf$2(fieldsOf$2(await allowed(() => door.get(""))).version);
	return {
		version: version.build_flavor === "serverless" ? "serverless" : text(version.number),
		secured: may !== void 0,
		byApiKey: may !== void 0 && await authentication(door) === "api_key",
		lacksCluster: may ? cluster.filter((one) => fieldsOf$2(may.cluster)[one] !== true) : [],
		lacksStreams: may ? SETUP_STREAMS.filter((one) => names.some((name) => fieldsOf$2(streams[name])[one] !== true)) : [],
		lacksProcessors: lacking(await allowed(() => door.get("_nodes/ingest?filter_path=nodes.*.ingest.processors.type")))
	};
}
/** What a key may do; undefined where there is no security, or a dry run can't ask. */
async function privileges(door, body) {
	try {
		const answer = await door.get("_security/user/_has_privileges", body);
		return answer === void 0 ? void 0 : fieldsOf$2(answer);
	} catch (error) {
		if (error instanceof ElasticError && (error.status === 400 || error.status === 405)) return void 0;
		throw error;
	}
}
async function authentication(door) {
	return text(fieldsOf$2(await allowed(() => door.get("_security/_authenticate"))).authentication_type);
}
/** Each node must have them; undefined, and so none lacking, where the server doesn't tell. */
function lacking(answer) {
	const known = Object.values(fieldsOf$2(fieldsOf$2(answer).nodes)).map((node) => {
		const { processors } = fieldsOf$2(fieldsOf$2(node).ingest);
		return new Set(Array.isArray(processors) ? processors.map((one) => fieldsOf$2(one).type) : []);
	});
	return PROCESSORS.filter((type) => known.some((types) => !types.has(type)));
}
/** An answer that is only nice to have: undefined if the key may not ask, or the server has no such thing. */
async function allowed(ask) {
	try {
		return await ask();
	} catch (error) {
		if (error instanceof ElasticError && error.status !== void 0 && error.status < 500) return void 0;
		throw error;
	}
}
function text(value) {
	return typeof value === "string" && /^[\w.+-]{1,40}$/.test(value) ? value : void 0;
}

// src/elastic/setup/streams.ts
/**
* Brings streams that exist to what new ones would be made like: mapping, pipeline, failure store, and a retention that is longer
* than theirs. A shorter one is never set, since Elasticsearch would delete what is older: it is offered to be pasted. What can't be
* changed waits for the next rollover.
* @param done takes one change for each stream that exists.
* @throws ElasticError; the signal's reason if it aborts.
*/
async function updateStreams(door, options) {
	for (const dataset of DATASETS) {
		const change = await updateStream(door, dataset, options.namespace, options.made);
		if (change) options.done(change);
	}
}
async function updateStream(door, dataset, namespace, made) {
	const stream = `logs-mimecast.${dataset}-${namespace}`;
	const name = `data stream ${stream}`;
	const skipped = (note) => ({
		name,
		action: "skipped",
		note
	});
	let state;
	let index;
	try {
		const [found] = [fieldsOf$2(await door.get(`_data_stream/${stream}`)).data_streams].flat();
		if (found === void 0) return void 0;
		state = fieldsOf$2(found);
		index = newestIndex(await door.get(`${stream}?filter_path=${INDEX_FILTER}`), state);
	} catch (error) {
		if (!isRefusal(error)) throw error;
		return skipped("The key of the set-up may not look at it (view_index_metadata), so it stays as it is.");
	}
	if (!door.dryRun && state.template !== templateName(dataset)) return skipped("Another index template than ours makes it, so it stays as it is.");
	const simulated = await door.inquire(`_index_template/_simulate_index/${stream}`);
	const template = simulated === void 0 ? ownTemplate(dataset, made) : fieldsOf$2(fieldsOf$2(simulated).template);
	const notes = [];
	let updated = false;
	for (const step of stepsFor(stream, state, index, template)) try {
		await door.send(step.method, step.path, step.body);
		updated = true;
	} catch (error) {
		if (!isRefusal(error)) throw error;
		const code = error.code === void 0 ? "" : `, ${error.code}`;
		notes.push(`${step.what} stays as it is (HTTP ${error.status}${code}). ${step.otherwise}`);
	}
	notes.push(...retentionNote(stream, state, template));
	const note = notes.length === 0 ? void 0 : notes.join(" ");
	return {
		name,
		action: updated ? "updated" : notes.length > 0 ? "skipped" : "unchanged",
		note
	};
}
const INDEX_FILTER = "*.mappings._meta,*.settings.index.default_pipeline";
function* stepsFor(stream, state, index, template) {
	const rollover = `The next rollover brings it: POST /${stream}/_rollover`;
	const mappings = fieldsOf$2(template.mappings);
	if (!sameHash(fieldsOf$2(index.mappings)._meta, mappings._meta)) {
		const { _data_stream_timestamp: _, ...body } = mappings;
		yield {
			what: "The mapping",
			method: "PUT",
			path: `${stream}/_mapping?write_index_only=true`,
			body,
			otherwise: rollover
		};
	}
	const pipeline = pipelineIn(template.settings);
	if (pipelineIn(index.settings) !== pipeline) {
		const body = { "index.default_pipeline": pipeline ?? null };
		yield {
			what: "The pipeline",
			method: "PUT",
			path: `${stream}/_settings`,
			body,
			otherwise: rollover
		};
	}
	const store = enabledIn(fieldsOf$2(template.data_stream_options).failure_store);
	if (store !== void 0 && enabledIn(state.failure_store) !== store) {
		const body = { failure_store: { enabled: store } };
		yield changeOf("The failure store", `_data_stream/${stream}/_options`, body);
	}
	const { now, wanted } = retentions(state, template);
	if (wanted !== void 0 && now !== void 0 && now.ms < wanted.ms) yield changeOf("The retention", `_data_stream/${stream}/_lifecycle`, { data_retention: wanted.text });
}
function changeOf(what, path, body) {
	return {
		what,
		method: "PUT",
		path,
		body,
		otherwise: pasteOf(path, body)
	};
}
function pasteOf(path, body) {
	return `To change it: ${requestLines("PUT", path, body).join(" ")}`;
}
/** Says that more is kept than was asked for, and how to change that. */
function retentionNote(stream, state, template) {
	const { now, wanted } = retentions(state, template);
	if (typeof state.ilm_policy === "string") return ["An ILM policy says how long it is kept; that stays as it is."];
	if (wanted === void 0 || now !== void 0 && now.ms <= wanted.ms) return [];
	return [`It keeps ${now === void 0 ? "everything" : `its documents ${now.text}`}, longer than ${wanted.text}; a shorter retention deletes documents, so it is not set here.`, pasteOf(`_data_stream/${stream}/_lifecycle`, { data_retention: wanted.text })];
}
/** `now` undefined: nothing is deleted; `wanted` undefined: the template says nothing. Neither, if ILM has the say. */
function retentions(state, template) {
	if (typeof state.ilm_policy === "string") return {
		now: void 0,
		wanted: void 0
	};
	const lifecycle = fieldsOf$2(state.lifecycle);
	return {
		now: lifecycle.enabled === false ? void 0 : retentionOf(lifecycle.data_retention),
		wanted: retentionOf(fieldsOf$2(template.lifecycle).data_retention)
	};
}
const UNITS = {
	d: 864e5,
	h: 36e5,
	m: 6e4,
	s: 1e3,
	ms: 1
};
/** A length of time as Elasticsearch writes it. */
function retentionOf(value) {
	const [, count, unit = ""] = /^(\d{1,15})(d|h|m|s|ms)$/.exec(typeof value === "string" ? value : "") ?? [];
	const factor = UNITS[unit];
	return typeof value === "string" && factor !== void 0 ? {
		text: value,
		ms: Number(count) * factor
	} : void 0;
}
/** The stream's own content of its template, as if nobody else had a say in it. */
function ownTemplate(dataset, made) {
	const own = assetsOf(made).filter(({ name }) => name.startsWith(`mimecast-${dataset}@`));
	return Object.assign({}, ...own.map(({ content }) => content.template));
}
/** The backing index that is written to: the last of the stream's. */
function newestIndex(answer, { indices }) {
	const last = Array.isArray(indices) ? fieldsOf$2(indices.at(-1)).index_name : void 0;
	return fieldsOf$2(fieldsOf$2(answer)[String(last)]);
}
function sameHash(theirs, ours) {
	return fieldsOf$2(theirs).hash === fieldsOf$2(ours).hash;
}
/** The server gives settings out nested. */
function pipelineIn(settings) {
	const { default_pipeline: name } = fieldsOf$2(fieldsOf$2(settings).index);
	return typeof name === "string" && name !== "_none" ? name : void 0;
}
function enabledIn(value) {
	const { enabled } = fieldsOf$2(value);
	return typeof enabled === "boolean" ? enabled : void 0;
}
function isRefusal(error) {
	if (!(error instanceof ElasticError) || error.status === void 0) return false;
	return error.status >= 400 && error.status < 500 && error.status !== 401 && error.status !== 429;
}

// src/setup.ts
/** What a dry run only says. */
const CHANGING = /* @__PURE__ */ new Set([
	"created",
	"updated",
	"removed"
]);
/**
* Prepares Elasticsearch for the daily run, or takes away what an earlier set-up put: pipeline, templates, what streams that exist
* lack, and on demand the daily run's key. Twice is the same as once. Nothing that holds documents is ever deleted, and nothing
* touched that this program did not make. A dry run prints every change as a request and sends none.
* Never throws for what is wrong outside: it becomes a sentence in the report.
*/
async function setUp(settings, parts) {
	const { elastic: target, setup, dryRun } = settings;
	if (!target || !setup) throw new Error("This command needs an Elastic to set up.");
	const { log, cancelled } = parts;
	const { namespace } = target;
	const report = {
		host: new URL(target.url).host,
		namespace,
		dryRun,
		remove: setup.remove,
		changes: [],
		warnings: [],
		failures: [],
		keyRequest: setup.remove ? void 0 : keyRequest(namespace),
		key: void 0
	};
	const stop = deadline(settings.deadlineMs, "The time for the set-up was used up. Give more with the input deadline.", cancelled);
	let client;
	try {
		client = await parts.elastic(target);
		const warn = warner(report, parts);
		const door = openDoor({
			client,
			dryRun,
			signal: stop,
			print: (line) => log.info(line),
			warn
		});
		const createsKey = setup.createKey && !setup.remove;
		const server = await log.group("Look at Elasticsearch", async () => {
			const seen = await lookAt(door, {
				namespace,
				createKey: createsKey
			});
			log.info(`Elasticsearch at ${report.host}: ${seen.version ?? "its version is not told to this key"}`);
			return seen;
		});
		holdPrivileges(server, namespace, dryRun, warn);
		if (setup.remove) await log.group("Remove what an earlier set-up put", () => remove(door, report, parts));
		else await log.group("Set up Elasticsearch", () => prepare(door, server, settings, report, parts));
		if (report.keyRequest) printKeyRequest(report.keyRequest, parts);
		if (createsKey) report.key = await makeKey(door, server, report, parts);
	} catch (error) {
		report.failures.push(messageOf(error));
	}
	await client?.close();
	if (setup.kibanaUrl !== void 0 && report.failures.length === 0) await parts.kibana?.(settings, report, stop);
	return report;
}
async function prepare(door, { lacksProcessors }, settings, report, parts) {
	const done = noter(report, parts);
	const made = await putAssets(door, {
		retentionDays: settings.setup?.retentionDays ?? 400,
		toolVersion: parts.tool.version,
		lacksProcessors,
		done,
		warn: warner(report, parts)
	});
	await updateStreams(door, {
		namespace: report.namespace,
		made,
		done
	});
}
async function remove(door, report, parts) {
	await removeAssets(door, {
		toolVersion: parts.tool.version,
		done: noter(report, parts)
	});
	if (report.changes.length === 0) parts.log.info("Nothing of an earlier set-up is there.");
}
/** Without privileges on the cluster nothing can be done; without those on the streams, streams that exist stay as they are. */
function holdPrivileges(server, namespace, dryRun, warn) {
	const { lacksCluster, lacksStreams } = server;
	const on = `${lacksStreams.join(", ")} on logs-mimecast.*-${namespace}`;
	if (lacksCluster.length > 0) {
		const streams = lacksStreams.length > 0 ? `, and ${on}` : "";
		const sentence = `The key of the set-up lacks ${lacksCluster.join(", ")} on the cluster${streams}. Grant them; docs/elasticsearch.md has the key to paste.`;
		if (!dryRun) throw new Error(sentence);
		warn(sentence);
	} else if (lacksStreams.length > 0) warn(`The key of the set-up lacks ${on}: streams that exist already stay as they are.`);
}
async function makeKey(door, { secured, byApiKey }, report, parts) {
	const name = "API key mimecast-audit-collector";
	const done = noter(report, parts);
	if (!secured && !report.dryRun) {
		done({
			name,
			action: "skipped",
			note: "Security is off there: there are no keys, and the daily run needs none."
		});
		return;
	}
	const key = await createKey(door, {
		namespace: report.namespace,
		byApiKey,
		mask: (secret) => parts.mask(secret)
	});
	done({
		name,
		action: "created",
		note: "It ends after 365 days. Earlier keys of this name stay valid until they end or are revoked."
	});
	return key;
}
/** The request for the daily run's key, for those who make it by hand. */
function printKeyRequest(request, { log }) {
	log.info("The key of the daily run, with the least privileges:");
	log.info("POST /_security/api_key");
	for (const line of linesOf(request)) log.info(line);
}
function noter(report, { log }) {
	return (change) => {
		report.changes.push(change);
		const verb = report.dryRun && CHANGING.has(change.action) ? `would be ${change.action}` : change.action;
		log.info(`${change.name}: ${verb}${change.note === void 0 ? "" : `. ${change.note}`}`);
	};
}
function warner(report, { log }) {
	return (sentence) => {
		report.warnings.push(sentence);
		log.warn(sentence);
	};
}

// src/tool.ts
/** This program, as evidence, documents and requests name it. A test holds the version to that of package.json. */
const TOOL = {
	name: "mimecast-audit-collector",
	version: "0.1.0"
};

// src/main.ts
const REQUEST_TIMEOUT_MS = 6e4;
/** A page of 100 events is about 60 kB; this is room for a thousand times that. */
const ANSWER_LIMIT_BYTES = 67108864;
setFlagsFromString("--semi-space-growth-factor=1");
setFlagsFromString("--heap-growing-percent=10");
const log = createLog();
const env = process.env;
const ending = {
	log,
	env,
	setOutput
};
/** Builds the real parts, runs the command once, and tells what happened. @returns the exit code. */
async function main() {
	setDefaults({ setOutput });
	const settings = readSettings(env, {
		mask: log.mask,
		notice: log.info,
		warn: log.warn
	});
	const proxyFor = proxyFromEnvironment(env);
	const http = createHttp({
		timeoutMs: REQUEST_TIMEOUT_MS,
		maxBytes: ANSWER_LIMIT_BYTES,
		clock: systemClock,
		proxyFor
	});
	const cancelled = cancelSignal();
	const parts = {
		log,
		clock: systemClock,
		cancelled,
		tool: TOOL,
		source: ({ source, categories, query }, signal) => {
			if (!source) throw new Error("This command reads nothing from Mimecast.");
			return createSource({
				...source,
				categories,
				query,
				http,
				clock: systemClock,
				log,
				signal,
				mask: log.mask
			});
		},
		categories: ({ source }, signal) => {
			if (!source) throw new Error("This command reads nothing from Mimecast.");
			return askCategories({
				...source,
				http,
				clock: systemClock,
				log,
				signal,
				mask: log.mask
			});
		},
		created: ({ githubToken }, signal) => runCreated(env, githubToken, http, signal),
		readText: (path) => readFile(path, "utf8"),
		issues: (issues, asked, signal) => keepIssues({
			...asked,
			settings: issues,
			apiUrl: apiBaseOf(env),
			http,
			clock: systemClock,
			log,
			signal
		}),
		spool: openSpool,
		upload: ({ name, files, root, retentionDays }, signal) => uploadArtifact(name, files, root, {
			retentionDays,
			env,
			log,
			signal
		}),
		elastic: (target) => createElastic(target, {
			proxyFor,
			timeoutMs: REQUEST_TIMEOUT_MS
		})
	};
	switch (settings.command) {
		case "setup": return endSetup(await setUp(settings, {
			...parts,
			mask: log.mask,
			kibana: kibanaWith(http)
		}), settings, ending);
		case "categories": return endCategories(await listCategories(settings, parts), settings, ending);
		case "restore": return endRun(await restore(settings, parts), settings, ending);
		case "report": return endRetrospect(await retrospect(settings, parts), settings, ending);
		case "collect": return endRun(await collect(settings, parts), settings, ending);
	}
}
/** Sets up Kibana with the key that sets up Elasticsearch. */
function kibanaWith(http) {
	return async ({ elastic, setup, dryRun }, report, signal) => {
		if (!elastic || setup?.kibanaUrl === void 0) return;
		const warn = (text) => {
			report.warnings.push(text);
			log.warn(text);
		};
		const { kibanaUrl: url, remove } = setup;
		try {
			const given = {
				url,
				auth: elastic.auth,
				http,
				signal,
				log: {
					info: log.info,
					warn
				},
				remove,
				dryRun
			};
			report.changes.push(...await setUpKibana(given));
		} catch (error) {
			report.failures.push(messageOf(error));
		}
	};
}
/** GitHub sends SIGINT, then SIGTERM, and kills 10 s after the first. */
function cancelSignal() {
	const controller = new AbortController();
	const cancel = () => controller.abort(/* @__PURE__ */ new Error("The job was cancelled."));
	process.once("SIGINT", cancel);
	process.once("SIGTERM", cancel);
	return controller.signal;
}
try {
	process.exit(await main());
} catch (error) {
	log.annotateError(error instanceof SettingsError ? error.message : `Unexpected: ${messageOf(error)}`);
	if (error instanceof Error && error.stack) log.debug(error.stack);
	process.exit(1);
}

export {  };