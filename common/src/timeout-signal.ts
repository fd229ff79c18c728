/**
 * A signal that aborts with a `TimeoutError` after some time, as `AbortSignal.timeout` gives, for use in
 * `AbortSignal.any`, which holds its sources weakly: a time-out that nothing else refers to may be collected as
 * garbage there, and then never ends what waits for it. The timer holds this one until it has fired.
 *
 * @param ms from now; it keeps no process alive
 */
export function timeoutSignal(ms: number): AbortSignal {
  const controller = new AbortController()
  const fire = () => controller.abort(new DOMException(`No answer within ${ms} ms.`, 'TimeoutError'))
  setTimeout(fire, ms).unref()
  return controller.signal
}
