import { bystander } from '../../testing/bystander.ts'
import type { BlockWorld } from '../../testing/blockWorld.ts'

/** The ids of one record of each kind, all of them connected. */
export interface OnePiece {
  readonly companies: string
  readonly url_id: string
  readonly teams: string
  /** Somebody's membership of the team. */
  readonly team_members: string
  /** Who that is. */
  readonly user_unique_id: string
  /** Somebody without any place yet. */
  readonly newcomer: string
  readonly invitations: string
}

/**
 * Makes one record of each kind through the API: an organisation, a team with one member, an open invitation.
 *
 * @example
 * const piece = await onePiece(world)
 */
export async function onePiece({ made, world, appId }: BlockWorld): Promise<OnePiece> {
  const [user_unique_id, newcomer] = [bystander(world, appId), bystander(world, appId)]
  const url_id = `mill-${user_unique_id.slice(0, 8)}`
  const companies = await made('companies', { company: { code: url_id, name: 'Mill', url_id } })
  await made('team_members', { team_member: { company_unique_id: companies, user_unique_id } })
  const teams = await made('teams', { team: { company_id: companies, name: 'Ovens' } })
  const team_members = await made('team_members', { team_member: { team_unique_id: teams, user_unique_id } })
  const invitations = await made('invitations', { invitation: { email: 'ines@example.com', organization_id: companies } })
  return { companies, url_id, teams, team_members, user_unique_id, newcomer, invitations }
}
