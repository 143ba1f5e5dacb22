import { createOpportunity, getOpportunity, listOpportunities, Opportunity, updateOpportunityStage } from '@blockstate/core/salesforce'
import { equalTo } from '../database/equalTo.ts'
import { changeRow, createRow, findRow } from '../database/rows.ts'
import { record } from '../server/answer.ts'
import { answerPage } from '../server/answerPage.ts'
import { handle } from '../server/handle.ts'
import { refuseFields } from '../server/refuseFields.ts'
import { mistakesInSale } from './mistakesInSale.ts'
import { inStage } from './stages.ts'
import { opportunities } from './tables.ts'

/** Opportunities. The stage says whether one is open, won or lost, and how likely it is unless the caller knows better. */
export const opportunityHandlers = [
  handle(listOpportunities, (context, { status, stage, ...input }) =>
    answerPage(context, opportunities, input, { search: ['name'], ...equalTo({ status, stage }) }),
  ),
  handle(getOpportunity, (context, { id }) => record(Opportunity, findRow(context, opportunities, id))),
  handle(createOpportunity, (context, input) => {
    refuseFields(context, mistakesInSale(context, input))
    const { probability, ...stage } = inStage(input.stage, input.probability)
    return record(Opportunity, createRow(context, opportunities, { ...input, probability }, stage))
  }),
  handle(updateOpportunityStage, (context, { id, ...input }) => {
    refuseFields(context, mistakesInSale(context, input))
    return record(Opportunity, changeRow(context, opportunities, id, {}, { ...inStage(input.stage, input.probability) }))
  }),
]
