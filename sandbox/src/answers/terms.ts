/** Words that say nothing about what is asked for. */
const silent = new Set(
  `a about after again all also always am an and another any are as ask at away back be because been before being best between both but by
  can come could describe detail details did do does doing down each else ever every exactly explain few find first for from further
  gave get give go going good got had has have having he hello help her here hers hey hi him his how i if in into introduce is it its just
  kind know let like list little long look lot made make many may me mean might mine more most much must my need never new next no nor not
  now of off often ok okay on once one only or other our ours out over own please really right said same say see shall she should show
  since so some something soon still such summarise summarize sure take tell than thank thanks that the their theirs them then there these
  they thing things think this those though through to too two under until up upon us use used using very want was way we well were what
  when where whether which while who whom whose why will with within without would yes yet you your yours yourself`.split(/\s+/),
)

/**
 * The words of a question that can be searched for: lower case, without accents, each once, in their order.
 *
 * Codes (`P-101`, `7.5`) are taken apart as the full-text index takes them apart. A question of silent words only (`why?`) has no
 * terms: the caller falls back on what was asked before.
 *
 * @example
 * terms('How often is the bearing greased?') // ['bearing', 'greased']
 */
export function terms(question: string): string[] {
  const words =
    question
      .normalize('NFD')
      .replace(/\p{M}|['’]s\b/gu, '')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  return [...new Set(words)].filter((word) => !silent.has(word) && (word.length > 1 || /\p{N}/u.test(word)))
}
