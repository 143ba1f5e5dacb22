/** What one may ask first. */
export const OPENERS: readonly string[] = ['Who are you?', 'What do you know?', 'What should I look after first?']
