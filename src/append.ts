/**
 * Adds items to a list. `list.push(...items)` passes each as an argument, and a hundred thousand of them end in "Maximum call
 * stack size exceeded".
 */
export function append<Item>(list: Item[], items: Iterable<Item>): void {
  for (const item of items) list.push(item);
}
