// Public face of sentiment and feedback: what customers' words are and what they sound like. Holds nothing itself.
export { type FeedbackFacts, type FeedbackSort, feedbackFacts, feedbackNames } from './feedback.ts'
export type { TextLanguage } from './language.ts'
export { SENTIMENT_MODEL, type Sentiment, WEIGHED_LETTERS_MAX, type Weighed, weighText } from './weigh.ts'
