import type { Model } from '../simulation/elastic/model.ts';
import type { Placed } from '../simulator/data.ts';

/** What a story may change from day to day. */
export interface World {
  readonly model: Model;
  /** Files of the repository. */
  readonly files: Map<string, string>;
  /** Data stream of the events. */
  readonly stream: string;
  /** Codes that the account offers. */
  categories: readonly string[];
  /** The client secret that the repository holds. */
  secret: string;
  /** True for documents that Elastic refuses. */
  refused: (id: string) => boolean;
}

/** Some weeks of an account, and what befalls it. */
export interface Story {
  readonly name: string;
  readonly placed: readonly Placed[];
  /** Content of the approvals file. */
  readonly approvals: string;
  /** The first day on which a run can tell; undefined: there is nothing to tell, ever. */
  readonly since: number | undefined;
  /** Days after `since` on which somebody answers. Default 8: the weekly audit has come by then. */
  readonly patience?: number;
  /** False: nobody writes into the issues; what is mended is the whole answer. */
  readonly closes?: false;
  /** Happens before the runs of a day. */
  before?(day: number, world: World): void;
  /** True while no schedule starts anything. */
  stopped?(day: number): boolean;
  /** By how much the machine's clock is wrong, ms. */
  skew?(day: number): number;
  /** What is mended on the day of the answer. */
  mend?(world: World): void;
}
