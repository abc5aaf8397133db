export * from './aggregate.ts'
export { SLOTS_MAX, slotMsOf } from './log.ts'
export {
  type AggregateState,
  type AggregateValue,
  type CountedEvent,
  DISTINCT_MAX,
  EVENTS_MAX,
  type Slot,
} from './state.ts'
