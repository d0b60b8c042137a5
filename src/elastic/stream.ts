import { ElasticError } from '../errors.ts';
import { fieldsOf } from './answer.ts';
import type { ElasticClient } from './client.ts';

/**
 * True if a data stream may have more than one backing index: an id that is sent again is then only refused if it stands in the
 * newest. Where that can't be known (no privilege `view_index_metadata`) it may.
 * @throws the signal's reason if it aborts.
 */
export async function hasRolledOver(client: ElasticClient, stream: string, signal: AbortSignal): Promise<boolean> {
  try {
    const [found] = [
      fieldsOf(await client.ask('GET', `_data_stream/${stream}`, undefined, signal)).data_streams,
    ].flat();
    const { indices } = fieldsOf(found);
    return !Array.isArray(indices) || indices.length > 1;
  } catch (error) {
    if (error instanceof ElasticError) return error.status !== 404;
    throw error;
  }
}
