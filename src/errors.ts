/** A mistake in the settings. The message is one sentence that names the input, what is wrong, and what is allowed. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
  /** Name of the input as in action.yml, for example `start`. */
  readonly input: string;

  constructor(input: string, message: string) {
    super(message);
    this.input = input;
  }
}

/**
 * Mimecast, or the way to it, failed. The message is one sentence: what happened, with status and code, and what to do.
 * It never holds a body, a header, a secret or the text of an event.
 */
export class ProviderError extends Error {
  override readonly name = 'ProviderError';
  readonly status: number | undefined;
  readonly code: string | undefined;

  constructor(
    message: string,
    details: { status?: number | undefined; code?: string | undefined; cause?: unknown } = {},
  ) {
    super(message, { cause: details.cause });
    this.status = details.status;
    this.code = details.code;
  }
}

/** The code of an error behind which a web page answered in the place of Elasticsearch. */
export const WEB_PAGE = 'web-page';
/** The code of an error in which Elasticsearch put off documents. */
export const BUSY = 'busy';
/** Elasticsearch's type for writes that are blocked, most often since a disk is full; it comes as 403 and as 429. */
export const BLOCKED = 'cluster_block_exception';

/** Elasticsearch, or the way to it, failed. The message keeps the same rules as `ProviderError`. */
export class ElasticError extends Error {
  override readonly name = 'ElasticError';
  readonly status: number | undefined;
  readonly code: string | undefined;

  /** True if the same request may succeed a little later. */
  get passes(): boolean {
    const { status, code } = this;
    if (code === BLOCKED || code === WEB_PAGE || code === BUSY) return true;
    if (status === undefined) return code === 'network' || code === 'timeout';
    return status === 408 || status === 429 || status >= 500;
  }

  constructor(
    message: string,
    details: { status?: number | undefined; code?: string | undefined; cause?: unknown } = {},
  ) {
    super(message, { cause: details.cause });
    this.status = details.status;
    this.code = details.code;
  }
}

/** The disk that receives the evidence failed or is full. The message is one sentence: what happened, and what to do. */
export class StorageError extends Error {
  override readonly name = 'StorageError';
}

/** What to show of something that was thrown: its message, one line. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
