import type { Place } from '../../database/place.ts'
import { nightCrew, tram } from './crews.ts'
import { kestrelVisit, milestones, plannerThread, premiumQuestions, scratchPad, stormSeason } from './dialogues.ts'
import { almanac, kettle } from './goods.ts'
import { harbourPump, loom, windTurbine } from './machines.ts'
import { others } from './others.ts'
import { people } from './people.ts'
import { apiary, greenhouse, kestrelHouse } from './places.ts'
import { plantTalk } from './plantTalk.ts'
import { plantPeople, plantTwins } from './plantTwins.ts'
import { plantWork } from './plantWork.ts'
import type { Twin } from './twin.ts'

const hour = 3_600_000

/**
 * Plants the demo data of the AI block: 45 twins of which ten know something, conversations (one of sixty messages), users, agents
 * with threads, prompts, tools, a cluster and a workflow.
 *
 * @example
 * database.transaction(() => seedJarvis({ database, tenant: 'demo', now: Date.now, mint: randomUUID }))
 */
export function seedJarvis(context: Place): void {
  const known = [harbourPump, almanac, kestrelHouse, tram, greenhouse, windTurbine, kettle, nightCrew, apiary, loom]
  const ids = plantTwins(context, [...known, ...others])
  const idOf = (twin: Twin): string => ids[known.indexOf(twin)] ?? ''
  const [pump, plans, house] = [idOf(harbourPump), idOf(almanac), idOf(kestrelHouse)]
  plantTalk(context, { type: 'entity', id: pump }, 'Storm season', stormSeason, 5 * hour)
  plantTalk(context, { type: 'entity', id: pump }, 'Which grease?', stormSeason.slice(8, 11), 200 * hour)
  plantTalk(context, { type: 'entity', id: plans }, 'Premium plan', premiumQuestions, 20 * hour)
  plantTalk(context, { type: 'entity', id: house }, 'A visit in May', kestrelVisit, 48 * hour)
  const [ada = '', greta = ''] = plantPeople(context, people)
  plantTalk(context, { type: 'identity', id: ada }, 'Handover', milestones, 30 * hour)
  plantTalk(context, { type: 'identity', id: greta }, 'Milestones', milestones.slice(0, 1), 90 * hour)
  const [planner, guide] = plantWork(context, { pump, turbine: idOf(windTurbine), loom: idOf(loom), almanac: plans })
  plantTalk(context, { type: 'agent', id: planner }, 'This month', plannerThread, 8 * hour)
  plantTalk(context, { type: 'agent', id: guide }, 'Choosing a plan', premiumQuestions.slice(0, 2), 70 * hour)
  plantTalk(context, { type: 'none', id: '' }, 'Scratch pad', scratchPad, 2 * hour)
}
