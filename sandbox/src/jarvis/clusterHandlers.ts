import { addClusterMember, Cluster, createCluster, getCluster, listClusters, removeClusterMember } from '@blockstate/core/jarvis'
import { message, page, record } from '../server/answer.ts'
import { handle } from '../server/handle.ts'
import { selectPage } from '../server/selectPage.ts'
import { link, linksOf, unlink } from './links.ts'
import { addRow, findRow, instant, notFound } from './rows.ts'
import { clusters, entities } from './tables.ts'

/** Entities that belong together. Adding a member again changes nothing. */
export const clusterHandlers = [
  handle(listClusters, (context, input) => {
    const { rows, total } = selectPage(context, input, Cluster, { table: clusters.told, sort: 'created_at' })
    return page(Cluster, rows, { total })
  }),
  handle(getCluster, (context, { id }) => {
    const row = findRow(context, clusters, id)
    return record(Cluster, Object.assign({}, row, { members: linksOf(context, { type: 'cluster', id }, 'entity') }))
  }),
  handle(createCluster, (context, input) => {
    const id = context.mint()
    const at = instant(context.now())
    addRow(context, clusters, id, input, { created_at: at, updated_at: at })
    const { prompts_count: _, updated_at: __, ...row } = findRow(context, clusters, id)
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
