export { AROUND_THE_CLOCK, daysFrom, holidaysFor, type WorkingTime, workingTime } from './day.ts'
export { addWorkingTime, isOpen, nextOpening, type Opening, openAt, workingTimeBetween } from './hours.ts'
export { regionNames } from './regions.ts'
