/*
 * Preloaded with `node --import`: the process's clock starts at SIMULATED_NOW (ISO 8601) and goes on in real time. Only
 * `Date` moves; timers and performance.now() measure durations and stay as they are.
 */
const RealDate = Date;
const realNow = Date.now.bind(Date);
const shift = Date.parse(process.env.SIMULATED_NOW ?? '') - realNow();
if (Number.isNaN(shift)) throw new Error('SIMULATED_NOW must be an ISO 8601 date-time');
delete process.env.SIMULATED_NOW;

RealDate.now = () => realNow() + shift;
globalThis.Date = new Proxy(RealDate, {
  construct: (target, values, self) => Reflect.construct(target, values.length > 0 ? values : [RealDate.now()], self),
  apply: () => new RealDate(RealDate.now()).toString(),
});
RealDate.prototype.constructor = globalThis.Date;
