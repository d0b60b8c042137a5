import { a as __toCommonJS, i as __require, n as __esmMin, o as __toESM, r as __exportAll, t as __commonJSMin } from "./runtime.js";
import { promises } from "node:fs";

// \0trim:6
var _trim_6_exports = /* @__PURE__ */ __exportAll({});
var init__trim_6 = __esmMin((() => {}));

// node_modules/fetch-blob/streams.cjs
var require_streams = /* @__PURE__ */ __commonJSMin((() => {
	/* c8 ignore start */
	const POOL_SIZE = 65536;
	if (!globalThis.ReadableStream) try {
		const process = __require("node:process");
		const { emitWarning } = process;
		try {
			process.emitWarning = () => {};
			Object.assign(globalThis, __require("node:stream/web"));
			process.emitWarning = emitWarning;
		} catch (error) {
			process.emitWarning = emitWarning;
			throw error;
		}
	} catch (error) {
		Object.assign(globalThis, (/* @__PURE__ */ init__trim_6(), __toCommonJS(_trim_6_exports)));
	}
	try {
		const { Blob } = __require("buffer");
		if (Blob && !Blob.prototype.stream) Blob.prototype.stream = function name(params) {
			let position = 0;
			const blob = this;
			return new ReadableStream({
				type: "bytes",
				async pull(ctrl) {
					const buffer = await blob.slice(position, Math.min(blob.size, position + POOL_SIZE)).arrayBuffer();
					position += buffer.byteLength;
					ctrl.enqueue(new Uint8Array(buffer));
					if (position === blob.size) ctrl.close();
				}
			});
		};
	} catch (error) {}
}));
/* c8 ignore end */

// node_modules/fetch-blob/index.js
var import_streams = require_streams();
/*! fetch-blob. MIT License. Jimmy Wärting <https://jimmy.warting.se/opensource> */
const POOL_SIZE = 65536;
/** @param {(Blob | Uint8Array)[]} parts */
async function* toIterator(parts, clone = true) {
	for (const part of parts) if ("stream" in part) yield* part.stream();
	else if (ArrayBuffer.isView(part)) {
		if (clone) {
			let position = part.byteOffset;
			const end = part.byteOffset + part.byteLength;
			while (position !== end) {
				const size = Math.min(end - position, POOL_SIZE);
				const chunk = part.buffer.slice(position, position + size);
				position += chunk.byteLength;
				yield new Uint8Array(chunk);
			}
		} else yield part;
	} else {
		let position = 0, b = part;
		while (position !== b.size) {
			const buffer = await b.slice(position, Math.min(b.size, position + POOL_SIZE)).arrayBuffer();
			position += buffer.byteLength;
			yield new Uint8Array(buffer);
		}
	}
}
const _Blob = class Blob {
	/** @type {Array.<(Blob|Uint8Array)>} */
	#parts = [];
	#type = "";
	#size = 0;
	#endings = "transparent";
	/**
	* The Blob() constructor returns a new Blob object. The content
	* of the blob consists of the concatenation of the values given
	* in the parameter array.
	*
	* @param {*} blobParts
	* @param {{ type?: string, endings?: string }} [options]
	*/
	constructor(blobParts = [], options = {}) {
		if (typeof blobParts !== "object" || blobParts === null) throw new TypeError("Failed to construct 'Blob': The provided value cannot be converted to a sequence.");
		if (typeof blobParts[Symbol.iterator] !== "function") throw new TypeError("Failed to construct 'Blob': The object must have a callable @@iterator property.");
		if (typeof options !== "object" && typeof options !== "function") throw new TypeError("Failed to construct 'Blob': parameter 2 cannot convert to dictionary.");
		if (options === null) options = {};
		const encoder = new TextEncoder();
		for (const element of blobParts) {
			let part;
			if (ArrayBuffer.isView(element)) part = new Uint8Array(element.buffer.slice(element.byteOffset, element.byteOffset + element.byteLength));
			else if (element instanceof ArrayBuffer) part = new Uint8Array(element.slice(0));
			else if (element instanceof Blob) part = element;
			else part = encoder.encode(`${element}`);
			this.#size += ArrayBuffer.isView(part) ? part.byteLength : part.size;
			this.#parts.push(part);
		}
		this.#endings = `${options.endings === void 0 ? "transparent" : options.endings}`;
		const type = options.type === void 0 ? "" : String(options.type);
		this.#type = /^[\x20-\x7E]*$/.test(type) ? type : "";
	}
	/**
	* The Blob interface's size property returns the
	* size of the Blob in bytes.
	*/
	get size() {
		return this.#size;
	}
	/**
	* The type property of a Blob object returns the MIME type of the file.
	*/
	get type() {
		return this.#type;
	}
	/**
	* The text() method in the Blob interface returns a Promise
	* that resolves with a string containing the contents of
	* the blob, interpreted as UTF-8.
	*
	* @return {Promise<string>}
	*/
	async text() {
		const decoder = new TextDecoder();
		let str = "";
		for await (const part of toIterator(this.#parts, false)) str += decoder.decode(part, { stream: true });
		str += decoder.decode();
		return str;
	}
	/**
	* The arrayBuffer() method in the Blob interface returns a
	* Promise that resolves with the contents of the blob as
	* binary data contained in an ArrayBuffer.
	*
	* @return {Promise<ArrayBuffer>}
	*/
	async arrayBuffer() {
		const data = new Uint8Array(this.size);
		let offset = 0;
		for await (const chunk of toIterator(this.#parts, false)) {
			data.set(chunk, offset);
			offset += chunk.length;
		}
		return data.buffer;
	}
	stream() {
		const it = toIterator(this.#parts, true);
		return new globalThis.ReadableStream({
			type: "bytes",
			async pull(ctrl) {
				const chunk = await it.next();
				chunk.done ? ctrl.close() : ctrl.enqueue(chunk.value);
			},
			async cancel() {
				await it.return();
			}
		});
	}
	/**
	* The Blob interface's slice() method creates and returns a
	* new Blob object which contains data from a subset of the
	* blob on which it's called.
	*
	* @param {number} [start]
	* @param {number} [end]
	* @param {string} [type]
	*/
	slice(start = 0, end = this.size, type = "") {
		const { size } = this;
		let relativeStart = start < 0 ? Math.max(size + start, 0) : Math.min(start, size);
		let relativeEnd = end < 0 ? Math.max(size + end, 0) : Math.min(end, size);
		const span = Math.max(relativeEnd - relativeStart, 0);
		const parts = this.#parts;
		const blobParts = [];
		let added = 0;
		for (const part of parts) {
			if (added >= span) break;
			const size = ArrayBuffer.isView(part) ? part.byteLength : part.size;
			if (relativeStart && size <= relativeStart) {
				relativeStart -= size;
				relativeEnd -= size;
			} else {
				let chunk;
				if (ArrayBuffer.isView(part)) {
					chunk = part.subarray(relativeStart, Math.min(size, relativeEnd));
					added += chunk.byteLength;
				} else {
					chunk = part.slice(relativeStart, Math.min(size, relativeEnd));
					added += chunk.size;
				}
				relativeEnd -= size;
				blobParts.push(chunk);
				relativeStart = 0;
			}
		}
		const blob = new Blob([], { type: String(type).toLowerCase() });
		blob.#size = span;
		blob.#parts = blobParts;
		return blob;
	}
	get [Symbol.toStringTag]() {
		return "Blob";
	}
	static [Symbol.hasInstance](object) {
		return object && typeof object === "object" && typeof object.constructor === "function" && (typeof object.stream === "function" || typeof object.arrayBuffer === "function") && /^(Blob|File)$/.test(object[Symbol.toStringTag]);
	}
};
Object.defineProperties(_Blob.prototype, {
	size: { enumerable: true },
	type: { enumerable: true },
	slice: { enumerable: true }
});
/** @type {typeof globalThis.Blob} */
const Blob = _Blob;

// node_modules/fetch-blob/file.js
const _File = class File extends Blob {
	#lastModified = 0;
	#name = "";
	/**
	* @param {*[]} fileBits
	* @param {string} fileName
	* @param {{lastModified?: number, type?: string}} options
	*/ constructor(fileBits, fileName, options = {}) {
		if (arguments.length < 2) throw new TypeError(`Failed to construct 'File': 2 arguments required, but only ${arguments.length} present.`);
		super(fileBits, options);
		if (options === null) options = {};
		const lastModified = options.lastModified === void 0 ? Date.now() : Number(options.lastModified);
		if (!Number.isNaN(lastModified)) this.#lastModified = lastModified;
		this.#name = String(fileName);
	}
	get name() {
		return this.#name;
	}
	get lastModified() {
		return this.#lastModified;
	}
	get [Symbol.toStringTag]() {
		return "File";
	}
	static [Symbol.hasInstance](object) {
		return !!object && object instanceof Blob && /^(File)$/.test(object[Symbol.toStringTag]);
	}
};
/** @type {typeof globalThis.File} */ const File = _File;

// node_modules/formdata-polyfill/esm.min.js
/*! formdata-polyfill. MIT License. Jimmy Wärting <https://jimmy.warting.se/opensource> */
var { toStringTag: t, iterator: i, hasInstance: h } = Symbol, r = Math.random, m = "append,set,get,getAll,delete,keys,values,entries,forEach,constructor".split(","), f = (a, b, c) => (a += "", /^(Blob|File)$/.test(b && b[t]) ? [(c = c !== void 0 ? c + "" : b[t] == "File" ? b.name : "blob", a), b.name !== c || b[t] == "blob" ? new File([b], c, b) : b] : [a, b + ""]), e = (c, f) => (f ? c : c.replace(/\r?\n|\r/g, "\r\n")).replace(/\n/g, "%0A").replace(/\r/g, "%0D").replace(/"/g, "%22"), x = (n, a, e) => {
	if (a.length < e) throw new TypeError(`Failed to execute '${n}' on 'FormData': ${e} arguments required, but only ${a.length} present.`);
};
/** @type {typeof globalThis.FormData} */
const FormData = class FormData {
	#d = [];
	constructor(...a) {
		if (a.length) throw new TypeError(`Failed to construct 'FormData': parameter 1 is not of type 'HTMLFormElement'.`);
	}
	get [t]() {
		return "FormData";
	}
	[i]() {
		return this.entries();
	}
	static [h](o) {
		return o && typeof o === "object" && o[t] === "FormData" && !m.some((m) => typeof o[m] != "function");
	}
	append(...a) {
		x("append", arguments, 2);
		this.#d.push(f(...a));
	}
	delete(a) {
		x("delete", arguments, 1);
		a += "";
		this.#d = this.#d.filter(([b]) => b !== a);
	}
	get(a) {
		x("get", arguments, 1);
		a += "";
		for (var b = this.#d, l = b.length, c = 0; c < l; c++) if (b[c][0] === a) return b[c][1];
		return null;
	}
	getAll(a, b) {
		x("getAll", arguments, 1);
		b = [];
		a += "";
		this.#d.forEach((c) => c[0] === a && b.push(c[1]));
		return b;
	}
	has(a) {
		x("has", arguments, 1);
		a += "";
		return this.#d.some((b) => b[0] === a);
	}
	forEach(a, b) {
		x("forEach", arguments, 1);
		for (var [c, d] of this) a.call(b, d, c, this);
	}
	set(...a) {
		x("set", arguments, 2);
		var b = [], c = !0;
		a = f(...a);
		this.#d.forEach((d) => {
			d[0] === a[0] ? c && (c = !b.push(a)) : b.push(d);
		});
		c && b.push(a);
		this.#d = b;
	}
	*entries() {
		yield* this.#d;
	}
	*keys() {
		for (var [a] of this) yield a;
	}
	*values() {
		for (var [, a] of this) yield a;
	}
};
/** @param {FormData} F */
function formDataToBlob(F, B = Blob) {
	var b = `${r()}${r()}`.replace(/\./g, "").slice(-28).padStart(32, "-"), c = [], p = `--${b}\r\nContent-Disposition: form-data; name="`;
	F.forEach((v, n) => typeof v == "string" ? c.push(p + e(n) + `"\r\n\r\n${v.replace(/\r(?!\n)|(?<!\r)\n/g, "\r\n")}\r\n`) : c.push(p + e(n) + `"; filename="${e(v.name, 1)}"\r\nContent-Type: ${v.type || "application/octet-stream"}\r\n\r\n`, v, "\r\n"));
	c.push(`--${b}--`);
	return new B(c, { type: "multipart/form-data; boundary=" + b });
}

// node_modules/node-domexception/index.js
var require_node_domexception = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	/*! node-domexception. MIT License. Jimmy Wärting <https://jimmy.warting.se/opensource> */
	if (!globalThis.DOMException) try {
		const { MessageChannel } = __require("worker_threads"), port = new MessageChannel().port1, ab = /* @__PURE__ */ new ArrayBuffer();
		port.postMessage(ab, [ab, ab]);
	} catch (err) {
		err.constructor.name === "DOMException" && (globalThis.DOMException = err.constructor);
	}
	module.exports = globalThis.DOMException;
}));

// node_modules/fetch-blob/from.js
var import_node_domexception = /* @__PURE__ */ __toESM(require_node_domexception(), 1);
const { stat } = promises;

export { Blob as i, formDataToBlob as n, File as r, FormData as t };