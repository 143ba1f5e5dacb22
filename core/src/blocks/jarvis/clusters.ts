import { op, paged, resource } from '../../declare/index.ts'

/** Entities that belong together. */
export const Cluster = resource('cluster', {
  name: 'string',
  description: 'string?',
  members_count: 'integer!?',
  prompts_count: 'integer!?',
  members: 'ref[]!?',
})

export const listClusters = op('GET jarvis/clusters', {
  about: 'Page through clusters',
  query: paged({ search: 'string?' }),
  returns: [Cluster],
})
export const getCluster = op('GET jarvis/clusters/:id', { about: 'Read one cluster and which entities it holds', returns: Cluster })
export const createCluster = op('POST jarvis/clusters', {
  about: 'Create an empty cluster',
  body: Cluster,
  returns: Cluster,
  optimistic: false,
})
export const addClusterMember = op('POST jarvis/clusters/:id/members/:entity_id', {
  about: 'Put an entity into a cluster',
  returns: { message: 'string' },
})
/** Not `removes`: the entity leaves the cluster, and stays in every list of entities. */
export const removeClusterMember = op('DELETE jarvis/clusters/:id/members/:entity_id', {
  about: 'Take an entity out of a cluster',
  returns: { message: 'string' },
})
