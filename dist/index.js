import { i as __require, o as __toESM, t as __commonJSMin } from "./runtime.js";
import { a as isDebug, c as warning, n as error, o as setOutput, r as group$1, s as setSecret } from "./core.js";
import { i as Blob, n as formDataToBlob, t as FormData } from "./fetch-blob.js";
import { setFlagsFromString } from "node:v8";
import { X509Certificate, createHash, createHmac, hash, randomBytes, randomUUID } from "node:crypto";
import zlib, { crc32, gunzip, gzip, inflateSync } from "node:zlib";
import { isIP, isIPv4, isIPv6 } from "node:net";
import { appendFile, lstat, mkdir, mkdtemp, open as open$2, readFile, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join, parse, resolve } from "node:path";
import { rootCertificates } from "node:tls";
import { deprecate, promisify, types } from "node:util";
import { EOL, tmpdir } from "node:os";
import http, { Agent } from "node:http";
import https, { Agent as Agent$1 } from "node:https";
import Stream, { PassThrough, pipeline as pipeline$1 } from "node:stream";
import { Buffer as Buffer$1 } from "node:buffer";
import { format } from "node:url";
import { createReadStream, createWriteStream } from "node:fs";
import { pipeline as pipeline$2 } from "node:stream/promises";
import { setTimeout as setTimeout$1 } from "node:timers/promises";

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
	let oldest = Number.POSITIVE_INFINITY;
	for (const moment of new Set(moments)) for (const category of categories === "all" ? [void 0] : categories) {
		const last = lastCovering(near, moment * 1e3, category);
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
/** The last record that covers a category at a moment (ms UTC); undefined if none does. */
function lastCovering(records, time, category) {
	const seconds = time / 1e3;
	return records.filter(({ span }) => seconds >= span.from && seconds < span.to).filter((record) => record.categories === "all" || category !== void 0 && record.categories.includes(category)).reduce((last, record) => last && last.recorded >= record.recorded ? last : record, void 0);
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

// src/zone.ts
var import_dayjs_min = /* @__PURE__ */ __toESM(require_dayjs_min(), 1);
var import_utc = /* @__PURE__ */ __toESM(require_utc(), 1);
import_dayjs_min.default.extend(import_utc.default);
/** Days, hours and dates of a time zone, as seconds UTC. Offsets come from Intl: dayjs's zone plug-in is one hour off on
* days with a clock change when the host runs on UTC (iamkun/dayjs#1735), so dayjs only counts calendar dates, in UTC. */
const HOUR = 3600;
const DAY = 86400;
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
	const starts = [offsetAt(zone, midnight - DAY), offsetAt(zone, midnight + DAY)].filter((offset) => offsetAt(zone, midnight - offset) === offset).map((offset) => midnight - offset);
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
	if (span.to - span.from <= DAY) return span.from < span.to ? [span] : [];
	const pieces = [];
	for (let from = span.from; from < span.to; from = pieces.at(-1)?.to ?? span.to) {
		const date = dateAt(zone, from);
		const next = startOfDay(zone, addDays(date, 1));
		const day = next > from ? next : startOfDay(zone, addDays(date, 2));
		pieces.push({
			from,
			to: Math.min(day, from + DAY, span.to)
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
function planSpan({ start, end, settle, timeZone }, limits, past) {
	const { settled, oldest } = limits;
	if (start >= settled) throw new SettingsError("start", `Input start is ${formatMoment(start)}: it must be before ${formatMoment(settled)}, which is now less ${settle} s (settle).`);
	const asked = {
		from: start,
		to: end === void 0 ? settled : Math.min(end, settled)
	};
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

// src/elastic/answer.ts
/**
* Reads the items of a bulk answer.
* @throws ElasticError if the answer isn't one.
*/
function readItems(body, stream) {
	const items = fieldsOf(body).items;
	if (!Array.isArray(items)) throw new ElasticError(`${stream}: the answer to a bulk request has no items, so nothing is known of its documents. Check what stands between this runner and Elasticsearch.`, { code: "no-items" });
	return items.map((item) => readItem(fieldsOf(item).create));
}
function readItem(item) {
	const fields = fieldsOf(item);
	const error = fieldsOf(fields.error);
	return {
		id: String(fields._id ?? ""),
		status: typeof fields.status === "number" ? fields.status : 0,
		result: text$1(fields.result),
		failureStore: text$1(fields.failure_store),
		type: nameOf$1(error.type),
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
function nameOf$1(value) {
	return typeof value === "string" && /^[a-z][a-z0-9_]{0,99}$/.test(value) ? value : void 0;
}
function fieldsOf(value) {
	return typeof value === "object" && value !== null ? value : {};
}
function text$1(value) {
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
const PAGE = 5e3;
/** From one page to the next, the consumer's work included. */
const KEEP_ALIVE = "5m";
const CLOSE_MS = 5e3;
/** Without them an answer is larger than its documents. */
const FILTER$1 = "filter_path=pit_id,timed_out,_shards.failed,hits.hits._id,hits.hits.sort,hits.hits.fields,hits.hits._source";
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
			size: PAGE,
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
		const path = `_search?allow_partial_search_results=false&${FILTER$1}`;
		const page = await send(async () => pageIn(await askPit(client, stream, path, body, signal), stream), signal);
		pit = page.pit ?? pit;
		return page;
	};
	try {
		let page = await pageAfter(void 0);
		for (;;) {
			const next = page.hits.length < PAGE ? void 0 : pageAfter(page.hits.at(-1)?.sort);
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
async function timesOf(client, { stream, ids, signal }) {
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
		const { id } = fieldsOf(answer);
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
	const answer = fieldsOf(body);
	const failed = fieldsOf(answer._shards).failed;
	if (answer.timed_out !== false || failed !== 0) throw new ElasticError(`${stream}: Elasticsearch could not search all of it. Start the run again later.`, {
		status: 503,
		code: "partial"
	});
	const found = fieldsOf(answer.hits).hits;
	return {
		hits: (Array.isArray(found) ? found : []).map((hit) => {
			const { _id: id, sort, fields, _source } = fieldsOf(hit);
			const time = Array.isArray(sort) ? sort[0] : void 0;
			if (typeof id !== "string" || typeof time !== "number") throw new ElasticError(`${stream}: a document that was found has no id or no time.`, { code: "hit" });
			return {
				found: {
					id,
					time,
					fields: fieldsOf(fields),
					source: fieldsOf(_source)
				},
				sort
			};
		}),
		pit: typeof answer.pit_id === "string" ? answer.pit_id : void 0
	};
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
			const { _id: id, _source } = fieldsOf(hit);
			const { original } = fieldsOf(fieldsOf(_source).event);
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
			const { _id: id } = fieldsOf(hit);
			if (typeof id === "string") held.add(id);
		}
	}
	return held;
}
/** Hits of a search; none of a stream that does not exist yet. */
async function hitsOf(client, path, body, signal) {
	try {
		const { hits } = fieldsOf(fieldsOf(await client.ask("POST", path, body, signal)).hits);
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
		const [found] = [fieldsOf(await client.ask("GET", `_data_stream/${stream}`, void 0, signal)).data_streams].flat();
		const { indices } = fieldsOf(found);
		return !Array.isArray(indices) || indices.length > 1;
	} catch (error) {
		if (error instanceof ElasticError) return error.status !== 404;
		throw error;
	}
}

// src/finding.ts
/** Field names of one event that are named; more are counted. */
const MOST_FIELDS = 30;
/**
* An event that Elastic has, of a span that was covered before and read completely now, and that Mimecast no longer gives out.
* @param coveredBy the run that last covered its moment.
* @param earlier how often it was found so before and came back: each time is a finding of its own.
*/
function vanishedFinding({ key, hash, time, category }, coveredBy, earlier = 0) {
	const before = coveredBy === void 0 ? "An earlier run" : `The run ${shown$2(coveredBy)}`;
	return {
		kind: "vanished-event",
		subject: earlier === 0 ? key : `${key}|${earlier}`,
		severity: "high",
		sentence: `${before} received the event of ${momentOf$1(time)}${inCategory(category)}, but Mimecast no longer gives it out.`,
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
		sentence: `The event of ${momentOf$1(time)}${inCategory(category)}, which an earlier run found to have vanished, is given out by Mimecast again.`,
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
		sentence: `Mimecast changed the event of ${momentOf$1(time)}${inCategory(category)} after it had been received: ${what} differs. The held document stays, and the evidence of this run has the new version.`,
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
	const run = coveredBy === void 0 ? "an earlier run" : `the run ${shown$2(coveredBy)}`;
	return {
		kind: "late-event",
		subject: key,
		severity: "medium",
		sentence: `The event of ${momentOf$1(time)}${inCategory(category)} came late: ${run} read its span ${lengthOf(lateMs)} after it, and Mimecast did not give it out then.`,
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
	const [from, to] = [isoOf$1(span.from * 1e3), isoOf$1(span.to * 1e3)];
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
		sentence: `The clock of this machine is ${lengthOf(Math.abs(skewMs))} ${skewMs < 0 ? "behind" : "ahead of"} Mimecast's: windows and times of this run are off by as much.`,
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
		sentence: `Elastic refused the document of an event (${`${shown$2(type)}, HTTP ${status}${field === void 0 ? "" : `, field ${shown$2(field)}`}`}). ${kept === "failure-store" ? "It is in the failure store, and its event" : "Its event"} is in the evidence of this run.`,
		events: [id],
		time: void 0,
		details: {
			status,
			error_type: shown$2(type),
			...field === void 0 ? {} : { field: shown$2(field) },
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
	return run === void 0 ? {} : { covered_by: shown$2(run) };
}
function isCode(category) {
	return category !== void 0 && /^[\w.-]{1,64}$/.test(category);
}
/** A URL, a type or a name as far as it is made of what those are made of, at most 200 characters. */
function shown$2(text) {
	return text.slice(0, 200).replace(/[^\w.:/@-]/g, "_") || "_";
}
function momentOf$1(time) {
	const iso = time === void 0 ? void 0 : isoOf$1(time);
	return iso === void 0 ? "an unknown time" : iso.replace(".000Z", "Z");
}
/** ISO 8601 with four digits of year; undefined for a time that has no such form. */
function isoOf$1(time) {
	const date = new Date(time);
	const text = Number.isNaN(date.getTime()) ? "" : date.toISOString();
	return text.length === 24 ? text : void 0;
}
/** A length for people, in its two largest units: `2 d 3 h`, `3 min 20 s`. */
function lengthOf(ms) {
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
/** Domains of the provider's own staff. */
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
* exactly one of the provider's.
*/
function isProviderAccess(event) {
	if (event.category === "mimecast_access_logs") return true;
	const domain = event.user?.slice(event.user.lastIndexOf("@") + 1).toLowerCase();
	return domain !== void 0 && event.user?.includes("@") === true && PROVIDER_DOMAINS.includes(domain);
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
	const id = text(fields.id);
	return {
		canonical,
		hash: hash("sha256", canonical),
		key: hash("sha256", id ?? canonical, "base64url"),
		id,
		time: parseEventTime(fields.eventTime),
		category: text(fields.category),
		auditType: text(fields.auditType),
		user: text(fields.user),
		eventInfo: text(fields.eventInfo),
		raw
	};
}
/** A non-empty text, or undefined: Mimecast leaves fields empty where they don't apply. */
function text(value) {
	return typeof value === "string" && value !== "" ? value : void 0;
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
	const proves = ({ time, category }) => query === void 0 && complete.some((span) => contains(span, time)) && lastCovering(coverage, time, category) !== void 0;
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
		const isCandidate = ({ time, category }) => rolledOver || time === void 0 || lastCovering(coverage, time, category) !== void 0;
		const found = await findElsewhere(moved, evidence.events(), isCandidate, originals);
		const changes = await explain$1(found.altered, evidence, originals);
		report.findings.push(...found.altered.map((altered) => alteredFinding(altered, changes.get(altered.key))), ...found.vanished.map((vanished) => vanishedFinding(vanished, lastCovering(coverage, vanished.time, vanished.category)?.run, vanishings.get(vanished.key)?.withdrawn)));
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
		signal.throwIfAborted();
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
const BATCH$1 = 500;
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
	for (let from = 0; from < records.length; from += BATCH$1) {
		const documents = records.slice(from, from + BATCH$1).map((record) => ({
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
	const { start, end } = fieldsOf(source.event);
	const mimecast = fieldsOf(source.mimecast);
	const { categories, manifest, query_hash: queryHash } = fieldsOf(mimecast.coverage);
	const span = {
		from: secondsOf$1(start),
		to: secondsOf$1(end)
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
function secondsOf$1(text) {
	const seconds = typeof text === "string" ? Date.parse(text) / 1e3 : NaN;
	return Number.isInteger(seconds) ? seconds : NaN;
}

// src/elastic/findings.ts
/** Findings in one request. */
const BATCH = 500;
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
	for (let from = 0; from < ids.length; from += BATCH) {
		const some = ids.slice(from, from + BATCH);
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
		const { events } = fieldsOf(fieldsOf(source.mimecast).finding);
		const gone = fieldsOf(source.rule).name === "vanished-event" ? 1 : 0;
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
			start: time === void 0 ? void 0 : isoOf(time)
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
		return await timesOf(client, {
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
function isoOf(time) {
	const date = new Date(time);
	const text = Number.isNaN(date.getTime()) ? "" : date.toISOString();
	return text.length === 24 ? text : void 0;
}

// src/elastic/privileges.ts
/** What the key of docs/elasticsearch.md may do. */
const PRIVILEGES = [
	"create_doc",
	"auto_configure",
	"read",
	"view_index_metadata"
];
const DATASETS = [
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
	const names = DATASETS.map((dataset) => `logs-mimecast.${dataset}-${namespace}`);
	let has;
	try {
		const body = { index: [{
			names,
			privileges: PRIVILEGES
		}] };
		has = fieldsOf(fieldsOf(await client.ask("POST", "_security/user/_has_privileges", body, signal)).index);
	} catch (error) {
		if (error instanceof ElasticError && withoutSecurity(error)) return {
			read: true,
			missing: []
		};
		throw error;
	}
	const missing = PRIVILEGES.filter((privilege) => names.some((name) => fieldsOf(has[name])[privilege] !== true));
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
/** Hash of the last manifest that was recorded; undefined before the first. */
function lastManifest(coverage) {
	return coverage?.reduce((last, one) => last && last.recorded >= one.recorded ? last : one, void 0)?.manifest;
}
/** A few tries, for what may pass. */
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
const KINDS = /* @__PURE__ */ new Map([
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
	const found = KINDS.get(auditType);
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

// src/access/parts.ts
/** The actor's address, or the account's name where it is no address. */
function accountOf(parts) {
	return parts.actor?.email ?? parts.actor?.account;
}
/** The accounts acted on, as a list. */
function targetsOf(parts) {
	if (parts.target === void 0) return [];
	return "email" in parts.target ? [parts.target] : parts.target;
}

// src/access/own.ts
/**
* `mimecast.*`: the raw fields, and the parts that ECS has no place for.
* @param account the account in `user.*`: another actor in the text is named beside it.
*/
function ownFields(event, parts, account, cut) {
	const actor = accountOf(parts);
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
const ZONE = String.raw`[+-]\d\d:?\d\d|Z|[A-Za-z]{1,6}(?:[+-]\d{1,2}(?::?\d\d)?)?`;
const CLASSIC = new RegExp(String.raw`Date:\s*(\d{4}-\d\d-\d\d)\s+Time:\s*(\d\d?:\d\d:\d\d)(?: *(${ZONE}))?(?=\s|$)`, "y");
const COMMA = new RegExp(String.raw`Date ?:\s*(\d{4}-\d\d-\d\d),\s*Time ?:\s*(\d\d?:\d\d:\d\d)(?: *(${ZONE}))?(?=,|\s*$)`, "y");
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
	if (found) put(values, "application", free);
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
	put(values, name, rest.slice(rest.indexOf(mark, at) + mark.length));
	return rest.slice(0, at);
}
/** An empty value and the word `null` mean that there is none. */
function put(values, name, value) {
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
			...addressesOf(dump.ip),
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
function addressesOf(value) {
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
	const provider = isProviderAccess(event);
	const addresses = typeof parts.ip === "string" ? [parts.ip] : parts.ip ?? [];
	const account = event.user ?? accountOf(parts);
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
		tags: provider ? ["mimecast-audit", "provider-access"] : ["mimecast-audit"],
		labels: provider ? { provider_access: "true" } : void 0,
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
	if (provider) own.access = { provider: true };
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
	const name = sameAccount(account, accountOf(parts)) ? parts.actor?.name : void 0;
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
	const actor = accountOf(parts);
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
/** Longest text in the report's table, in characters. */
const LONGEST_SHOWN = 200;
/**
* An event for the report's table of provider accesses: who did it, from which address (or what stands in its place),
* and what. Plain text of at most 200 characters each, not escaped; undefined where the event doesn't say it.
*/
function describe$1(event) {
	const parts = readWording(event);
	const act = parts.outcome === "failure" ? `${event.auditType ?? ""} (failed)`.trim() : event.auditType;
	const object = objectOf(parts);
	const what = act !== void 0 && object !== void 0 ? `${shown$1(act)}: ${object}` : act ?? object;
	const from = typeof parts.ip === "string" ? parts.ip : parts.ip?.[0] ?? parts.ipRaw;
	return {
		who: shown$1(event.user ?? accountOf(parts)),
		from: shown$1(from),
		what: shown$1(what)
	};
}
/** The one thing that says most about what was acted on. */
function objectOf(parts) {
	const objects = parts.objects;
	const targets = targetsOf(parts).map(({ email }) => email).join(", ");
	return objects?.message?.subject ?? objects?.reviewSet ?? objects?.case ?? objects?.policy?.name ?? objects?.file?.name ?? objects?.report?.name ?? objects?.connector?.name ?? objects?.task?.name ?? objects?.incident?.id ?? objects?.apiApplication?.name ?? objects?.domain ?? objects?.folder ?? (targets === "" ? void 0 : targets);
}
function shown$1(text) {
	if (text === void 0 || text.length <= LONGEST_SHOWN) return text;
	const characters = Array.from(text.slice(0, 400));
	if (characters.length <= LONGEST_SHOWN && text.length <= 400) return text;
	return `${characters.slice(0, 199).join("")}…`;
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
		const lines = linesOf$2(document);
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
function linesOf$2({ id, json }) {
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

// src/evidence/artifact.ts
const NAME_LIMIT$3 = 200;
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
		return await upload(name, files, rootFolder, options);
	} catch (error) {
		options.signal.throwIfAborted();
		if (!isNameTaken(error)) throw new Error(sentence(name, error));
	}
	const other = `${name}-${randomBytes(3).toString("hex")}`;
	options.log.info(`The run has an artifact named ${name} already; these files are uploaded as ${other}.`);
	try {
		return await upload(other, files, rootFolder, options);
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
	if (name.length > NAME_LIMIT$3) return `An artifact name must not be longer than ${NAME_LIMIT$3} characters; this has ${name.length}.`;
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
async function upload(name, files, rootFolder, { retentionDays, env, log, signal }) {
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
	const name = settings.artifactName ?? nameOf(run, "audit");
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
			name: nameOf(run, "rejected"),
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
function nameOf({ settings, plan }, kind) {
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
		const { created, known, rejected, complete, error, requests } = await createAll(documents(run, evidence, comparison?.missing, late, target), {
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
async function* documents({ settings, parts, past, plan }, evidence, missing, late, target) {
	const context = {
		tenant: settings.tenant,
		namespace: target.namespace,
		created: Date.parse(evidence.manifest.started),
		fallbackTime: plan.asked.to * 1e3 - 1,
		tool: parts.tool,
		run: settings.run?.url
	};
	const coverage = past.coverage ?? [];
	let index = -1;
	for await (const event of evidence.events()) {
		index += 1;
		if (missing && !missing.has(index)) continue;
		const covering = missing && event.time !== void 0 && lastCovering(coverage, event.time, event.category);
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

// src/steps/raise.ts
/** Writes the findings of this run to Elastic, each once however often it is found. */
async function raise(run, evidence, signal) {
	const { settings, parts, past, report } = run;
	const { findings } = report;
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

// src/steps/read.ts
/** A clock that is wrong by more than this makes every time in doubt. */
const SKEW_MS = 12e4;
/**
* Reads the planned pieces; pages stream to the spool. A span that could not be read to its end is marked so, and what came
* of it is kept.
* @throws Error if the disk fails.
*/
async function read({ settings, parts, plan, report, readSpans }, signal) {
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
		spans
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

// src/steps/review.ts
/** Provider accesses that the report lists; all of them are in the evidence. */
const LISTED = 500;
/** GitHub kills a cancelled job after 10 s, and the report must be written before. */
const CANCELLED_MS = 2e3;
/** Finds the provider accesses among what was read. A fault here keeps nothing from being preserved and delivered. */
async function review({ parts, plan, report }, evidence) {
	const { accesses } = report;
	const until = parts.clock.now() + CANCELLED_MS;
	const due = plan.pieces.filter(({ why }) => why !== "overlap").map(({ span }) => span);
	try {
		for await (const event of evidence.events()) {
			if (parts.cancelled.aborted && parts.clock.now() > until) return;
			if (!isProviderAccess(event)) continue;
			if (event.time !== void 0 && !due.some((span) => contains(span, event.time ?? 0))) continue;
			accesses.count += 1;
			if (accesses.rows.length < LISTED) accesses.rows.push({
				time: event.time,
				...describe$1(event)
			});
		}
		accesses.whole = true;
	} catch (error) {
		report.failures.push(`The provider accesses could not all be counted: ${messageOf(error)}`);
	}
	parts.log.info(`${accesses.count} provider accesses among ${evidence.manifest.events.count} events`);
}

// src/collect.ts
/** Shares of the deadline by which each step must be done, so that what comes after it still has time. */
const CONSULTED_BY = .1;
const READ_BY = .8;
const PRESERVED_BY = .9;
/**
* One run: read what is due completely, keep it as evidence, hold it against what Elastic has, add what is missing, report
* what differs, and record what is covered.
* Never throws for the other sides' faults: each becomes a sentence in the report, and what comes later still runs if it
* is safe without.
* @throws SettingsError if the span that was asked for can't be one; nothing was sent by then.
*/
async function collect(settings, parts) {
	const { log, clock, cancelled } = parts;
	const by = (share, what) => untilShare(settings, share, what, cancelled);
	const signals = {
		consult: by(CONSULTED_BY, "asking Elastic"),
		read: by(READ_BY, "reading"),
		preserve: by(PRESERVED_BY, "the upload"),
		rest: by(1, "the run")
	};
	const report = emptyReport(settings);
	makePlan(settings.time, clock.now(), void 0);
	const past = await log.group("Consult Elastic", () => consult(settings, parts, report, signals.consult));
	const run = {
		settings,
		parts,
		past,
		plan: await log.group("Plan", () => planPieces(settings, parts, past, report, signals.read)),
		report,
		readSpans: [],
		rejectedKeys: /* @__PURE__ */ new Set()
	};
	try {
		const evidence = await log.group("Read Mimecast", () => read(run, signals.read));
		await log.group("Review", () => review(run, evidence));
		await log.group("Preserve", () => preserve(run, evidence, signals.preserve));
		const comparison = await log.group("Compare", () => compareHeld(run, evidence, signals.rest));
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
	const error = fieldsOf(thrown);
	const status = typeof error.statusCode === "number" ? error.statusCode : void 0;
	if (error.name === "ProductNotSupportedError") return new ElasticError(`${place} does not say that it is Elasticsearch. Check elastic-url.`, { code: "product" });
	if (status !== void 0 && status >= 300) {
		const code = nameOf$1(fieldsOf(fieldsOf(error.body).error).type);
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
		const fields = fieldsOf(at);
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
const FILTER = ["took", "errors"].concat([
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
					filter_path: FILTER
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
function createManifest(header, pages, events) {
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
		root: null,
		previous: null
	};
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
		...manifest.pages.map((page) => `${page.sha256}  ${page.file}`)
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
		const manifest = createManifest(header, listed, counts);
		const written = await writeManifest(root, manifest);
		return {
			folder: root,
			files: [...written.files, ...["events.ndjson", ...listed.map(({ file }) => file)].map((file) => join(root, file))],
			manifest,
			manifestHash: written.hash,
			events: () => readEvents$1(join(root, "events.ndjson"))
		};
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
async function* readEvents$1(path) {
	for await (const chunk of readChunks(path)) for (const line of chunk.toString("utf8").split("\n")) if (line !== "") yield parseEventLine(line);
}
/** Half a page is taken away again: what is not in the manifest must not lie in the folder. */
async function writeWhole(path, bytes) {
	try {
		await writeFile(path, bytes, { flag: "wx" });
	} catch (error) {
		await rm(path, { force: true });
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

// src/settings/words.ts
/** One error for a value that is not what it should be; `allowed` says in words what may stand there. Not for secrets. */
function refusal(input, value, allowed) {
	return new SettingsError(input, `Input ${input} is "${shown(value)}": ${allowed}.`);
}
/** One error that does not quote the value: for secrets, and for inputs that contradict each other or are missing. */
function fault(input, sentence) {
	return new SettingsError(input, `Input ${input} ${sentence}.`);
}
/** A value for people: 60 characters at most, and nothing but letters, digits, blanks and harmless marks. */
function shown(value) {
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
function durationOf(input, value, least, most) {
	const seconds = secondsOf(value);
	if (seconds >= secondsOf(least) && seconds <= secondsOf(most)) return seconds;
	throw refusal(input, value, `allowed is a whole number and s, m, h or d, from ${least} to ${most}, for example 5m`);
}
function secondsOf(value) {
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
	if (given !== void 0) return absolute(given, env);
	const step = /^[\w-]{1,100}$/.test(env.GITHUB_ACTION ?? "") ? `-${env.GITHUB_ACTION}` : "";
	const name = run ? `${run.id}-${run.attempt}${step}` : randomUUID();
	return join(env.RUNNER_TEMP || tmpdir(), `mimecast-audit-${name}`);
}
/**
* Evidence to restore from: the folders and zip files that `evidence-path` lists, by line or comma; absolute, each once, in
* the order given. Whether they are there is for the reader to see. @throws SettingsError
*/
function restoreOf(given, env) {
	const paths = (given ?? "").split(/[,\r\n]/).map((path) => path.trim()).filter((path) => path !== "");
	if (paths.length === 0) throw fault("evidence-path", "is missing: command restore needs folders or zip files of evidence, by line or comma");
	return [...new Set(paths.map((path) => absolute(path, env)))];
}
function absolute(given, env) {
	const path = resolve(env.GITHUB_WORKSPACE || process.cwd(), lineOf("evidence-path", given, 1e3));
	if (path === parse(path).root) throw refusal("evidence-path", given, "allowed is a folder of its own, not the root");
	return path;
}

// src/github.ts
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
	const api = URL.parse(env.GITHUB_API_URL ?? "");
	if (!api || !(api.protocol === "https:" || api.protocol === "http:" && isLoopback$1(api.hostname))) return unknown("GITHUB_API_URL is not an https address");
	if (run.repository === void 0) return unknown("GITHUB_REPOSITORY is not set");
	const url = `${api.origin}${api.pathname.replace(/\/$/, "")}/repos/${run.repository}/actions/runs/${run.id}`;
	const headers = {
		Accept: "application/vnd.github+json",
		Authorization: `Bearer ${token}`,
		"X-GitHub-Api-Version": "2022-11-28",
		"User-Agent": "mimecast-audit-collector"
	};
	try {
		const { status, body } = await http({
			method: "GET",
			url,
			headers
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
		const kind = `content type ${type === void 0 ? "missing" : harmless$1(type, 40)}`;
		if (/^[[{"]/.test(start)) return {
			json: void 0,
			problem: `the answer's JSON is damaged or breaks off (${kind}, ${`${answer.body.length} bytes`})`,
			passing: start.startsWith("{")
		};
		const about = `${kind}, it starts with "${harmless$1(start, 60)}"`;
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
		...listOf(json.fail),
		...listOf(json.error),
		...listOf(json.errors)
	].flatMap((item) => {
		const errors = isObject(item) ? listOf(item.errors) : [];
		return errors.length > 0 ? errors.map(toFailure) : [toFailure(item)];
	});
}
/** The faults in words: `err_validation_null (endDateTime), app_forbidden`. */
function describeFailures(failures) {
	const texts = [...new Set(failures.map((failure) => failure.text))];
	return texts.length <= 5 ? texts.join(", ") : `${texts.slice(0, 5).join(", ")} and ${texts.length - 5} more`;
}
/** Text from outside, cut short and only with letters, digits and a few marks, so that it can stand in a sentence. */
function harmless$1(text, length) {
	const clean = text.slice(0, length * 4).replace(/[^A-Za-z0-9 ._,;=+/()-]+/g, " ").replace(/ +/g, " ").trim();
	return clean.length > length ? `${clean.slice(0, length)}...` : clean;
}
function isObject(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
function toFailure(item) {
	const { code, field, message, retryable } = isObject(item) ? item : { message: item };
	const name = typeof code === "string" || typeof code === "number" ? harmless$1(String(code), 80) : "";
	const where = typeof field === "string" ? harmless$1(field, 40) : "";
	const words = typeof message === "string" ? harmless$1(message, 60) : "";
	const text = name !== "" ? name : words === "" ? "a fault without a code" : `"${words}"`;
	return {
		code: name || void 0,
		text: where === "" ? text : `${text} (${where})`,
		retryable: retryable === true
	};
}
function listOf(value) {
	if (value === void 0 || value === null || value === "" || value === false) return [];
	return Array.isArray(value) ? value : [value];
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
const NAME = Symbol.toStringTag;
/**
* Check if `obj` is a URLSearchParams object
* ref: https://github.com/node-fetch/node-fetch/issues/296#issuecomment-307598143
* @param {*} object - Object to check for
* @return {boolean}
*/
const isURLSearchParameters = (object) => {
	return typeof object === "object" && typeof object.append === "function" && typeof object.delete === "function" && typeof object.get === "function" && typeof object.getAll === "function" && typeof object.has === "function" && typeof object.set === "function" && typeof object.sort === "function" && object[NAME] === "URLSearchParams";
};
/**
* Check if `object` is a W3C `Blob` object (which `File` inherits from)
* @param {*} object - Object to check for
* @return {boolean}
*/
const isBlob = (object) => {
	return object && typeof object === "object" && typeof object.arrayBuffer === "function" && typeof object.type === "string" && typeof object.stream === "function" && typeof object.constructor === "function" && /^(Blob|File)$/.test(object[NAME]);
};
/**
* Check if `obj` is an instance of AbortSignal.
* @param {*} object - Object to check for
* @return {boolean}
*/
const isAbortSignal = (object) => {
	return typeof object === "object" && (object[NAME] === "AbortSignal" || object[NAME] === "EventTarget");
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
			const remaining = numberOf(rateHeader(answer, "Remaining"));
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
	return sensible(numberOf(rateHeader(answer, "Reset")));
}
function retryAfter(answer) {
	const text = answer.header("retry-after")?.trim();
	const seconds = numberOf(text);
	if (seconds !== void 0) return sensible(seconds * 1e3);
	const date = parseHttpDate(text);
	return date === void 0 ? void 0 : sensible(Math.max(0, date - (dateOf(answer) ?? answer.received)));
}
/** Both spellings have been seen: X-RateLimit-Reset (docs) and X-Rate-Limit-Reset (API 2.0). */
function rateHeader(answer, name) {
	return answer.header(`X-RateLimit-${name}`) ?? answer.header(`X-Rate-Limit-${name}`);
}
function numberOf(text) {
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
				answer = await api.ask(bodyOf(question, pageSize, token), label);
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
function bodyOf(question, pageSize, pageToken) {
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

// src/runner/log.ts
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
			write(harmless(`${kind === "error" ? "Error" : "Warning"}: ${text}`));
			return;
		}
		annotated.add(kind);
		const message = harmless(text, ANNOTATION_LIMIT);
		if (kind === "error") error(message);
		else warning(message);
	}
	return {
		warnings,
		info: (text) => write(harmless(text)),
		warn(text) {
			const line = harmless(text);
			if (warnings.length < KEPT_WARNINGS && !warnings.includes(line)) warnings.push(line);
			write(harmless(`Warning: ${text}`));
		},
		debug(text) {
			if (options.debug) write(harmless(`Debug: ${text}`));
		},
		async group(title, body) {
			if (grouped) {
				write(harmless(title));
				return body();
			}
			grouped = true;
			try {
				return await group$1(harmless(title), body);
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
function harmless(text, limit = LINE_LIMIT) {
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

// src/report/text.ts
import_dayjs_min.default.extend(import_utc.default);
/** Most of one sentence, UTF-16 units. */
const SENTENCE_LIMIT = 1500;
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
function formatCount(count, one, many = `${one}s`) {
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
		days > 0 ? formatCount(days, "day") : [],
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
	const lines = sentences.slice(0, LISTED_SENTENCES).map((sentence) => `- ${escapeMarkdown(sentence, SENTENCE_LIMIT)}`);
	const hidden = sentences.length - LISTED_SENTENCES;
	if (hidden > 0) lines.push(`- and ${formatCount(hidden)} more of this kind.`);
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

// src/report/comparison.ts
const WHY_LIMIT = 500;
/** What was compared and what differed, in a sentence or two; nothing where there is no Elastic, as the delivery says so. */
function comparisonSentences(report) {
	const { comparison, elastic } = report;
	if (!comparison || elastic?.state === "off") return [];
	if (comparison.state === "none") return [`Nothing was compared with what Elastic holds, so missing or changed events would not show: ${whyOf(comparison)}`];
	const { held, late, altered, vanished, withdrawn } = comparison;
	const changes = [
		vanished > 0 ? `${formatCount(vanished)} VANISHED` : [],
		altered > 0 ? `${formatCount(altered)} ALTERED` : [],
		late.count > 0 ? lateText(late) : [],
		withdrawn > 0 ? `${formatCount(withdrawn)} back that had vanished` : []
	].flat();
	const doubt = doubtOf(report);
	const more = doubt === void 0 ? "" : ` ${doubt}`;
	if (held === 0 && changes.length === 0) return ["Elastic held nothing of what was read, so there was nothing to compare."];
	const result = changes.length > 0 ? changes.join(", ") : noneOf(report, doubt);
	return [`Compared with ${formatCount(held, "event")} that Elastic held: ${result}.${more}`];
}
/** The same as counts, each of them, as Markdown for the table. */
function comparisonCell(report, comparison) {
	if (comparison.state === "none") return `nothing: ${escapeMarkdown(whyOf(comparison), SENTENCE_LIMIT)}`;
	const { held, late, altered, vanished, withdrawn } = comparison;
	const used = report.elastic?.state === "used" ? report.elastic : void 0;
	return [
		`${formatCount(held)} held`,
		used ? `${formatCount(Math.max(0, used.known - altered))} known` : [],
		used ? lateText(late) : "late not counted",
		`${formatCount(altered)} altered`,
		`${formatCount(vanished)} vanished`,
		`${formatCount(withdrawn)} withdrawn`
	].flat().join(", ");
}
function lateText({ count, maxSeconds }) {
	if (count === 0) return "0 late";
	const most = formatLength(maxSeconds);
	return `${formatCount(count)} late (${count === 1 ? `by ${most}` : `the latest by ${most}`})`;
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
const NAME_LIMIT$2 = 100;
/** The findings in one sentence, for the verdict; nothing if there are none. */
function findingsSentences(report) {
	const findings = ranked(report.findings);
	if (findings.length === 0) return [];
	return [`Findings: ${countKinds(findings).join(", ")}; ${newOf(report, findings.length)}.`];
}
/** The findings as Markdown, most severe first: each a sentence, with the beginnings of the keys of its events. */
function findingsSection(report) {
	const findings = ranked(report.findings);
	if (findings.length === 0) return [];
	const ofKind = /* @__PURE__ */ new Map();
	const shown = [];
	for (const finding of findings) {
		const count = ofKind.get(finding.kind) ?? 0;
		if (count >= SHOWN_OF_KIND || shown.length >= SHOWN) continue;
		ofKind.set(finding.kind, count + 1);
		shown.push(finding);
	}
	const hidden = findings.filter((finding) => !shown.includes(finding));
	const lines = shown.map(findingLine);
	if (hidden.length > 0) lines.push(`- **and ${formatCount(hidden.length)} more**: ${countKinds(hidden).map(plain).join(", ")}`);
	return [
		`### Findings: ${formatCount(findings.length)}, ${newOf(report, findings.length)}`,
		lines.join("\n"),
		whereOf(report)
	];
}
/** Each once, most severe first; of the same severity in the order in which they were found. */
function ranked(findings) {
	return [...new Map(findings.map((finding) => [JSON.stringify([finding.kind, finding.subject]), finding])).values()].toSorted((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
}
function newOf({ findingsRaised }, count) {
	const all = count === 1 ? "" : "all ";
	if (findingsRaised === 0) return `${all}raised before`;
	return findingsRaised >= count ? `${all}new` : `${formatCount(findingsRaised)} of them new`;
}
/** `2 vanished-event (high)` and so on, in the order of the findings. */
function countKinds(findings) {
	const counts = /* @__PURE__ */ new Map();
	for (const { kind, severity } of findings) {
		const name = `${kind} (${severity})`;
		counts.set(name, (counts.get(name) ?? 0) + 1);
	}
	return [...counts].map(([name, count]) => `${formatCount(count)} ${name}`);
}
function findingLine({ kind, severity, sentence, events }) {
	const keys = events.slice(0, NAMED_EVENTS).map((key) => codeMarkdown(key, 13));
	const hidden = events.length - keys.length;
	const named = keys.length > 0 ? ` Event ${keys.join(", ")}${hidden > 0 ? ` and ${formatCount(hidden)} more` : ""}.` : "";
	return `- **${plain(severity)}**, ${plain(kind)}: ${escapeMarkdown(sentence, FINDING_LIMIT)}${named}`;
}
function plain(text) {
	return escapeMarkdown(text, NAME_LIMIT$2);
}
function whereOf({ elastic, comparison, failures }) {
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
	const count = formatCount(report.holes.length, "hole");
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
		sections.push(`### Holes still open: ${formatCount(holes.length)}`, listMarkdown(lines));
	}
	if (lost.length > 0) {
		const lines = lost.map((span) => capital(`${holeText(span, timeZone)} (${formatSpan(span)}).`));
		sections.push(`### Holes that can not be filled any more: ${formatCount(lost.length)}`, listMarkdown(lines), "Mimecast gives out 60 days only. If an evidence artifact of that time exists, <code>command: restore</code> brings it to Elastic.");
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
	return `unrecoverable ${days < 1 ? "within a day" : `in ${formatCount(days, "day")}`}`;
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
	const title = titleOf(report, {
		read,
		kept,
		delivered,
		ok
	});
	const parts = [
		...findingsSentences(report),
		outcomeOf(report),
		evidenceOf(report),
		deliveryOf(report),
		...comparisonSentences(report),
		...firstOf(report),
		accessesOf(report),
		...causeOf(report)
	];
	return {
		ok,
		complete: unbroken && report.unreachable === void 0,
		findings: report.findingsRaised,
		title,
		parts,
		sentence: `Mimecast audit of ${report.tenant}: ${title}. ${parts.join(" ")}`,
		unsafe: unsafeOf(report)
	};
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
function titleOf(report, is) {
	const { findingsRaised, holes } = report;
	const news = findingsRaised > 0 ? [formatCount(findingsRaised, "new finding")] : [];
	const open = is.ok && holes.length > 0 ? [`${formatCount(holes.length, "hole")} still open`] : [];
	return [
		stateOf(report, is),
		...news,
		...open
	].join(", ");
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
	if (read.complete) return `Completely read: ${period} has ${read.events === 0 ? "no event" : formatCount(read.events, "event")}.`;
	return `NOT completely read: ${read.events === 0 ? "nothing" : `only ${formatCount(read.events, "event")}`} of ${period} came in.`;
}
/** What was to be read beside the window. */
function besides$1({ pieces }) {
	const filled = union(pieces.filter(({ why }) => why === "hole").map(({ span }) => span));
	const again = union(pieces.filter(({ why }) => why === "overlap").map(({ span }) => span));
	const length = (spans) => formatLength(spans.reduce((sum, { from, to }) => sum + to - from, 0));
	const parts = [again.length > 0 ? `${length(again)} of overlap` : [], filled.length > 0 ? `${formatCount(filled.length, "hole")} (${length(filled)})` : []].flat();
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
function evidenceOf({ evidence }) {
	if (!evidence) return "Evidence: none.";
	if (evidence.artifact) return "Evidence: uploaded as an artifact.";
	return evidence.problem === void 0 ? "Evidence: in a folder on this machine." : "Evidence: NOT uploaded.";
}
function deliveryOf({ elastic }) {
	if (!elastic) return "The run ended before delivery to Elastic.";
	if (elastic.state === "off") return "Evidence only: no Elastic setting is given, so nothing was delivered.";
	if (elastic.state === "dry-run") return "Dry run: nothing was written to Elastic.";
	if (elastic.read === 0 && elastic.complete) return "There was nothing to deliver to Elastic.";
	const counts = `${formatCount(elastic.created)} new, ${formatCount(elastic.known)} there before`;
	const missing = missingOf(elastic);
	const whole = formatCount(elastic.read, "event");
	return `In Elastic: ${isDelivered(elastic) ? `all ${whole}` : `${formatCount(elastic.created + elastic.known)} of ${whole}`} (${counts}${elastic.rejected > 0 ? `, ${formatCount(elastic.rejected)} REJECTED` : ""}${missing !== 0 ? `, ${formatCount(missing)} NOT delivered` : ""}).`;
}
/** Says that there was none only where that was asked for and read to the end. */
function accessesOf(report) {
	const { count, whole } = report.accesses;
	if (!report.read || !report.read.complete && report.read.unique === 0) return "Whether the provider was in the account is not known.";
	if (!report.read.complete || !whole) {
		if (count > 0) return `At least ${formatCount(count, "provider access", "provider accesses")}.`;
		return "No provider access so far, which proves nothing as not all was read or looked at.";
	}
	if (count > 0) return `${formatCount(count, "provider access", "provider accesses")}.`;
	if (report.query !== void 0) return "No provider access among them, which proves nothing as query narrowed the read.";
	if (report.categories !== "all" && !report.categories.includes("mimecast_access_logs")) return `No provider access among them, which proves nothing as category ${ACCESS_CATEGORY} was not asked for.`;
	if (report.unreachable) return "No provider access in the part that Mimecast still gives out; nothing is known of the rest.";
	return "No provider access in this period: proven, the read was complete.";
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
	if (missing > 0) sentences.push(`Elastic has not confirmed ${formatCount(missing, "event")}${safe ? "; the evidence has them, so nothing is lost" : ""}.`);
	else if (missing < 0) sentences.push("More documents were answered than sent, so the counts can not be trusted; each is in Elastic at most once.");
	else if (!elastic.complete || elastic.problem !== void 0) sentences.push("Elastic answered for every event, but the delivery did not end as it should.");
	if (elastic.rejected > 0) {
		const where = elastic.rejectedFile === void 0 ? "in the log" : `in their own artifact, or else in ${elastic.rejectedFile}`;
		sentences.push(`Elastic refused ${formatCount(elastic.rejected, "document")}${safe ? "; the evidence has the events" : ""}: the reasons, ${where}, name the mapping or the pipeline to correct.`);
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
	"evidence-path": ""
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
		"evidence-path": evidence?.folder ?? ""
	}, outputs);
}
function setAll(values, outputs) {
	for (const [name, value] of Object.entries(values)) outputs.setOutput(name, value);
}

// src/report/summary.ts
/** Bytes of UTF-8. The runner drops a summary over 1 MiB whole (actions/runner, FileCommandManager.cs). */
const SUMMARY_LIMIT = 9e5;
const NAME_LIMIT$1 = 200;
const ADDRESS_LIMIT = 100;
const WHAT_LIMIT = 300;
/** Spans that one cell names. */
const NAMED_SPANS = 5;
/** Rows that push the rest of the summary off the screen. */
const LONG_TABLE = 20;
const BELOW = "What is not safe yet, and what to do, stands at the end, below the table.";
/** Finds in events.ndjson what this Action calls a provider access. */
const ACCESS_FILTER = `jq -c 'objects | select(.category == "mimecast_access_logs" or (.user | strings | test("@mimecast[.](com|local)$"; "i")))' events.ndjson`;
/** Makes the lines for sha256sum from the manifest. */
const FILES_CHECK = `jq -r '(.pages[] | [.sha256, .file]), [.events.sha256, "events.ndjson"] | join("  ")' manifest.json | sha256sum --check`;
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
* The run as GitHub Markdown, under 900 kB whatever the report holds: rows of the table give way first, and are counted.
* Text from outside is escaped. Of ordinary users' events there are counts only.
*/
function renderSummary(report) {
	const { ok, complete, findings, title, parts, unsafe } = verdictOf(report);
	const calm = complete && findings === 0 && report.holes.length === 0;
	const heading = `## ${ok ? calm ? "✅" : "⚠️" : "❌"} Mimecast audit of ${escapeMarkdown(report.tenant, NAME_LIMIT$1)}: ${title}`;
	const below = unsafe.length > 0 && report.accesses.rows.length > LONG_TABLE ? [BELOW] : [];
	const head = [
		heading,
		listMarkdown([
			...parts,
			...below,
			...furtherFailures(report)
		]),
		...findingsSection(report),
		...holesSection(report)
	];
	const tail = [
		...facts(report),
		...evidence(report),
		...remaining(unsafe)
	];
	const size = Buffer.byteLength([...head, ...tail].join("\n\n"));
	return `${[
		...head,
		...accesses(report, SUMMARY_LIMIT - size),
		...tail
	].join("\n\n")}\n`;
}
/** The first failure stands in the verdict. */
function furtherFailures({ failures }) {
	return [...new Set(failures)].slice(1).map((failure) => `Also: ${failure}`);
}
function accesses(report, room) {
	const { count, rows } = report.accesses;
	if (count === 0) return [];
	const head = `| when (${escapeMarkdown(report.timeZone, NAME_LIMIT$1)}) | who | from | what |\n|---|---|---|---|`;
	let left = room - 2e3;
	const shown = [];
	for (const row of rows) {
		const line = accessLine(row, report.timeZone);
		left -= Buffer.byteLength(line) + 1;
		if (left < 0) break;
		shown.push(line);
	}
	const sections = [`### Provider accesses: ${report.read?.complete ? "" : "at least "}${formatCount(count)}`, [head, ...shown].join("\n")];
	sections.push(...earlier(report));
	sections.push("Was each of them agreed? Look for the support case or the change that explains it.");
	if (shown.length < count) {
		const hidden = formatCount(count - shown.length, "more provider access is", "more provider accesses are");
		sections.push(`**${hidden} not shown**: the table ends with the oldest ${formatCount(shown.length)}. All are in ${whereIs(report)}:`, block(ACCESS_FILTER));
	}
	return sections;
}
/** The overlap brings back what an earlier summary has shown; a hole what none has. */
function earlier({ accesses: { count, rows }, window }) {
	const before = rows.filter(({ time }) => window && time !== void 0 && time < window.from * 1e3).length;
	if (before === 0) return [];
	return [`${count === rows.length ? formatCount(before) : `At least ${formatCount(before)}`} of them ${before === 1 ? "is" : "are"} older than the period: from what was read again, or from holes that were filled.`];
}
function accessLine({ time, who, from, what }, timeZone) {
	return `| ${[
		time === void 0 ? "no readable time" : formatTime(time, timeZone),
		who === void 0 ? "not named" : codeMarkdown(who, NAME_LIMIT$1),
		from === void 0 ? "not named" : codeMarkdown(from, ADDRESS_LIMIT),
		what === void 0 ? "not named" : codeMarkdown(what, WHAT_LIMIT)
	].join(" | ")} |`;
}
function whereIs({ evidence: kept }) {
	if (kept?.artifact) return "<code>events.ndjson</code> in the artifact";
	return "<code>events.ndjson</code> in the evidence folder";
}
/** Window and counts. */
function facts(report) {
	const { window, unreachable, read, elastic, categories } = report;
	const rows = [["Tenant", codeMarkdown(report.tenant, NAME_LIMIT$1)]];
	if (window) rows.push(["Period", `${formatWindow(window, report.timeZone)} (${escapeMarkdown(report.timeZone, NAME_LIMIT$1)})<br>${formatSpan(window)}`]);
	if (unreachable) rows.push(["Of it out of reach", formatWindow(unreachable, report.timeZone)]);
	rows.push(["Categories", categories === "all" ? "all" : codeMarkdown(categories.join(", "), SENTENCE_LIMIT)]);
	const extra = spansCell(report, report.pieces.filter(isExtra).map(({ span }) => span));
	if (extra !== void 0) rows.push(["Read besides (overlap, holes)", extra]);
	if (report.query !== void 0) rows.push(["Narrowed by", "a query"]);
	if (read) rows.push(["Read to its end", read.complete ? "yes" : `**no**: ${escapeMarkdown(read.reasons.slice(0, 3).join(" ") || "see above", SENTENCE_LIMIT)}`], [report.pieces.some(isExtra) ? "Events in these spans" : "Events in the period", formatCount(read.events)], ["Provider accesses", formatCount(report.accesses.count)], ["Also received", besides(read, report)], ["Read from Mimecast", `${formatCount(read.pages, "page")}, ${formatCount(read.requests, "request")}`]);
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
		...report.notes.length > 0 ? [listMarkdown(report.notes)] : []
	];
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
		...hidden > 0 ? [`and ${formatCount(hidden, "more span", "more spans")}`] : []
	].join("<br>");
}
function besides({ outside, undated, duplicates }, { pieces }) {
	const place = pieces.some(isExtra) ? "of them" : "the period";
	return [
		outside > 0 ? `${formatCount(outside, "event")} outside ${place}` : [],
		undated > 0 ? `${formatCount(undated, "event")} without a readable time` : [],
		duplicates > 0 ? formatCount(duplicates, "duplicate") : []
	].flat().join(", ") || "nothing";
}
function elasticCell(elastic) {
	if (!elastic) return "not reached";
	if (elastic.state === "off") return "not set up: evidence only";
	if (elastic.state === "dry-run") return "nothing written: dry run";
	const { created, known, rejected, read, stream } = elastic;
	return `${formatCount(created)} new, ${formatCount(known)} there before, ${formatCount(rejected)} rejected, of ${formatCount(read)}; ${codeMarkdown(stream, NAME_LIMIT$1)}`;
}
function evidence({ evidence: kept }) {
	if (!kept) return [];
	const lines = [];
	if (kept.artifact) {
		lines.push(`- Artifact ${link(kept.artifact.name, kept.artifact.url)}, id ${codeMarkdown(kept.artifact.id, NAME_LIMIT$1)}`);
		if (kept.artifact.digest !== void 0) lines.push(`- SHA-256 of the zip file: ${codeMarkdown(kept.artifact.digest, NAME_LIMIT$1)}`);
	} else {
		if (kept.problem !== void 0) lines.push(`- **Not uploaded**: ${escapeMarkdown(kept.problem, SENTENCE_LIMIT)}`);
		lines.push(`- Folder ${codeMarkdown(kept.folder, SENTENCE_LIMIT)}`);
	}
	lines.push(`- SHA-256 of manifest.json: ${codeMarkdown(kept.manifestHash, NAME_LIMIT$1)}`);
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
/** A link only to a web address, and to nothing that could end the link early. */
function link(name, url) {
	const label = escapeMarkdown(name, NAME_LIMIT$1);
	if (url === void 0 || !/^https?:\/\/[\w.:/%?=&-]+$/.test(url)) return `<code>${label}</code>`;
	return `[${label}](${url})`;
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
const NAME_LIMIT = 400;
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
	if (!fileName.split("/").every((part) => /^[^\p{Cc}<>:"|?*]*[^\p{Cc}<>:"|?*. ]$/u.test(part)) || fileName.length > NAME_LIMIT) throw new Refusal("its name is not that of a plain file");
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
	const { tool, tenant, run, categories, queryHash, started, closed, spans, events, pages } = raw;
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
		spans: spans.map((span) => withoutNulls(span))
	};
	const manifest = createManifest(header, pages, events);
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
	for (const name of [
		"manifest.json",
		"SHA256SUMS",
		"events.ndjson",
		...manifest.pages.map(({ file }) => file)
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
	const lines = [`${manifest.events.sha256}  events.ndjson`, ...manifest.pages.map((page) => `${page.sha256}  ${page.file}`)];
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
	const [ones, others] = [linesOf$1(one), linesOf$1(other)];
	for (let line = 1;; line += 1) {
		const [a, b] = [await ones.next(), await others.next()];
		if (a.done || b.done || a.value !== b.value) {
			await Promise.all([ones.return(), others.return()]);
			return line;
		}
	}
}
async function* linesOf$1(path) {
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
			if (names.length === 1 && names[0] === REJECTED) {
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
async function* readEvents(path) {
	for await (const chunk of readChunks(path)) for (const line of chunk.toString("utf8").split("\n")) if (line !== "") yield parseEventLine(line);
}

// src/restore.ts
/**
* The same as collecting, with evidence in the place of Mimecast: brings back what Elastic lost, also after Mimecast forgot it.
* Every hash of the evidence is checked first; if one piece is damaged, nothing is restored.
* Never throws for what is wrong outside: it becomes a sentence in the report.
*/
async function restore(settings, parts) {
	const { log, cancelled } = parts;
	const report = emptyReport(settings);
	const stop = deadline(settings.deadlineMs, "The time for the run was used up. Give more with the input deadline.", cancelled);
	let past;
	try {
		const opened = await log.group("Check the evidence", async () => {
			const all = await openAll(settings.restore ?? [], `${settings.evidencePath}-restore`, { signal: stop });
			for (const { source, manifest } of all) log.info(`${source}: ${manifest.events.count} events, whole and unchanged`);
			return all;
		});
		past = await log.group("Consult Elastic", () => consult(settings, parts, report, stop));
		for (const evidence of opened) {
			await log.group(`Restore ${evidence.source}`, () => restoreOne(evidence, settings, parts, past, report, stop));
			await evidence.close();
		}
	} catch (error) {
		report.failures.push(messageOf(error));
	}
	await past?.client?.close();
	report.cancelled = cancelled.aborted;
	return report;
}
async function restoreOne(evidence, settings, parts, past, report, signal) {
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
		report,
		readSpans,
		rejectedKeys: /* @__PURE__ */ new Set()
	};
	await review(run, evidence);
	const comparison = await compareHeld(run, evidence, signal);
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

// src/settings/categories.ts
/** Codes that have been seen. Mimecast publishes no closed list, so others are allowed. */
const KNOWN = [
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
	const unknown = codes.filter((code) => !KNOWN.includes(code));
	if (unknown.length > 0) notice(`Input categories holds codes that this version has not met: ${shown(unknown.join(", "))}. They are asked for as they are.`);
	return [...new Set(codes)];
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
	"artifact-name",
	"retention-days",
	"evidence-path",
	"deadline",
	"fail-on",
	"dry-run",
	"github-token"
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
		for (const line of linesOf(ca)) if (line.length >= SHORTEST) mask(line);
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
		...linesOf(value),
		...jsonTexts(value),
		new URLSearchParams({ "": value }).toString().slice(1)
	];
	if (name === "elastic-api-key") {
		const key = withoutScheme(value);
		const parts = apiKeyParts(key);
		texts.push(...linesOf(key));
		if (parts) texts.push(`${parts.id}:${parts.key}`, parts.encoded, parts.key, parts.id);
	}
	if (name === "elastic-password") texts.push(Buffer.from(`${inputs["elastic-username"] ?? ""}:${value}`).toString("base64"));
	return texts;
}
function linesOf(value) {
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
/** A namespace is part of a data stream's name (docs: Fleet, data streams, naming scheme): 100 bytes, no hyphen. */
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
	const settle = durationOf("settle", inputs.settle ?? "5m", "0s", "1d");
	const window = windowOf(inputs.window ?? "24h");
	const overlap = durationOf("overlap", inputs.overlap ?? "24h", "0s", `${MOST_DAYS}d`);
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
		existing(input, value, `${value}T00:00:00`);
		return startOfDay(zone, input === "end" ? addDays(value, 1) : value);
	}
	const match = /^(\d{4}-\d\d-\d\dT\d\d:\d\d)(?:(:\d\d)(?:\.(\d{1,9}))?)?(Z|[+-]\d\d:?\d\d)?$/.exec(value);
	if (!match?.[1]) throw refusal(input, value, FORM);
	const [, minutes, seconds = ":00", fraction = "0", offset] = match;
	const wall = existing(input, value, minutes + seconds);
	if (offset === void 0) throw refusal(input, value, "the time zone is missing; add Z for UTC or an offset such as +01:00");
	return wall - offsetOf(input, value, offset) + (Number(fraction) > 0 ? 1 : 0);
}
/** Seconds of a wall time as if it were UTC. Date rolls 31 February over to March instead of refusing it, hence the way back. */
function existing(input, value, wall) {
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
	const command = choiceOf("command", inputs.command ?? "collect", ["collect", "restore"]);
	const restores = command === "restore";
	const elastic = elasticOf(inputs, notice);
	if (restores && !elastic) throw fault("elastic-url", "is missing: command restore needs an Elastic to restore to");
	return deepFreeze({
		command,
		tenant: lineOf("tenant", inputs.tenant ?? "default", 64),
		source: restores ? void 0 : sourceOf(inputs),
		restore: restores ? restoreOf(inputs["evidence-path"], env) : void 0,
		categories: categoriesOf(inputs.categories, notice),
		query: inputs.query === void 0 ? void 0 : lineOf("query", inputs.query, 1e3),
		time: timeOf(inputs, notice),
		lateAfterMs: durationOf("late-after", inputs["late-after"] ?? "24h", "0s", "60d") * 1e3,
		elastic,
		artifactName: artifactNameOf(inputs["artifact-name"]),
		retentionDays: inputs["retention-days"] === void 0 ? void 0 : integerOf("retention-days", inputs["retention-days"], 1, 400),
		evidencePath: evidencePathOf(restores ? void 0 : inputs["evidence-path"], env, run),
		deadlineMs: durationOf("deadline", inputs.deadline ?? "50m", "1s", "5d") * 1e3,
		failOn: choiceOf("fail-on", inputs["fail-on"] ?? "error", [
			"never",
			"error",
			"finding"
		]),
		dryRun: booleanOf("dry-run", inputs["dry-run"] ?? "false"),
		githubToken: tokenOf(inputs["github-token"]),
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
/** Builds the real parts, runs once, and tells what happened. @returns the exit code. */
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
		created: ({ githubToken }, signal) => runCreated(env, githubToken, http, signal),
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
	const report = await (settings.command === "restore" ? restore(settings, parts) : collect(settings, parts));
	const verdict = verdictOf(report);
	await writeSummary(report, env).catch((error) => log.warn(`The job summary could not be written: ${messageOf(error)}`));
	const told = tell(report);
	log.info(verdict.sentence);
	for (const line of verdict.unsafe) log.info(line);
	const failed = (settings.failOn === "finding" && verdict.findings > 0 || !verdict.ok || !told) && settings.failOn !== "never";
	if (failed) log.annotateError(verdict.sentence);
	else if (!verdict.ok) log.annotateWarning(verdict.sentence);
	else if (log.warnings.length > 0) log.annotateWarning(log.warnings.join(" "));
	return failed ? 1 : 0;
}
/** Sets the outputs. @returns false if that failed: a later step would read the safe defaults. */
function tell(report) {
	try {
		setOutputs(report, { setOutput });
		return true;
	} catch (error) {
		log.warn(`The outputs could not be written: ${messageOf(error)}`);
		return false;
	}
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