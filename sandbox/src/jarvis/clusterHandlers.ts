import { addClusterMember, Cluster, createCluster, getCluster, listClusters, removeClusterMember } from '@blockstate/core/jarvis'
import { createRow, findRow, notFound } from '../database/rows.ts'
import { message, record } from '../server/answer.ts'
import { answerPage } from '../server/answerPage.ts'
import { handle } from '../server/handle.ts'
import { link, linksOf, unlink } from './links.ts'
import { clusters, entities } from './tables.ts'

/** Entities that belong together. Adding a member again changes nothing. */
export const clusterHandlers = [
  handle(listClusters, (context, input) => answerPage(context, clusters, input, { sort: 'created_at' })),
  handle(getCluster, (context, { id }) => {
    const row = findRow(context, clusters, id)
    return record(Cluster, Object.assign({}, row, { members: linksOf(context, { type: 'cluster', id }, 'entity') }))
  }),
  handle(createCluster, (context, input) => {
    const { prompts_count: _, updated_at: __, ...row } = createRow(context, clusters, input)
    return record(Cluster, row)
  }),
  handle(addClusterMember, (context, { id, entity_id }) => {
    findRow(context, clusters, id)
    findRow(context, entities, entity_id)
    link(context, { type: 'cluster', id }, { type: 'entity', id: entity_id })
    return message('Entity added to cluster')
  }),
  handle(removeClusterMember, (context, { id, entity_id }) => {
    findRow(context, clusters, id)
    if (!unlink(context, { type: 'cluster', id }, { type: 'entity', id: entity_id })) notFound('Member', entity_id)
    return message('Entity removed from cluster')
  }),
]
