import { existsSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { exportName, operationsOf } from '../describe/names.ts'

/** What the platform lists for each of its 18 blocks. */
const skills = {
  auth: `register_user login logout refresh_token forgot_password reset_password change_password get_profile update_profile enable_mfa
    verify_mfa disable_mfa create_api_key list_api_keys revoke_api_key magic_link_login`,
  onboarding: `create_journey list_journeys get_journey update_journey delete_journey start_user_journey get_user_progress complete_step skip_step
    reset_journey send_activation_email get_journey_analytics`,
  files: `upload_file get_file list_files delete_file update_file_metadata create_folder move_file copy_file set_file_access share_file
    get_file_versions restore_version create_category bulk_upload`,
  crm: `create_contact get_contact list_contacts update_contact delete_contact create_company get_company list_companies update_company
    create_deal update_deal_stage list_deals log_activity list_activities create_pipeline`,
  forms: `create_form get_form list_forms update_form delete_form submit_form list_submissions get_submission export_submissions create_survey
    create_appointment_form enable_magic_link get_form_analytics`,
  content: `create_post get_post list_posts update_post delete_post publish_post create_series add_to_series create_comment list_comments
    like_post create_tag create_category get_post_versions`,
  products: `create_product get_product list_products update_product delete_product create_variant update_inventory set_pricing
    create_product_category add_product_image bulk_import search_products`,
  sales: `create_subscription get_subscription update_subscription cancel_subscription create_invoice list_invoices pay_invoice create_plan
    list_plans apply_coupon create_coupon get_revenue_metrics sync_stripe`,
  rewards: `award_points deduct_points get_balance create_badge award_badge list_badges get_leaderboard create_challenge complete_challenge
    create_reward_tier redeem_points get_user_achievements`,
  geolocation: `geocode_address reverse_geocode create_geofence check_geofence track_location get_location_history calculate_distance find_nearby
    create_place list_places`,
  realtime: `create_channel subscribe_channel unsubscribe_channel publish_message get_presence send_direct_message list_channels
    get_channel_history`,
  search: `index_document search autocomplete create_index delete_document bulk_index get_facets update_index_settings`,
  jarvis: `create_agent get_agent list_agents update_agent create_prompt execute_prompt create_workflow execute_workflow create_conversation
    send_message get_conversation create_digital_twin create_cluster register_tool list_conversations`,
  university: `create_course get_course list_courses update_course create_lesson enroll_user complete_lesson get_progress create_quiz submit_quiz
    issue_certificate get_analytics`,
  companies: `create_company get_company update_company create_team add_member remove_member set_role list_members create_invitation
    get_org_settings`,
  assets: `create_asset get_asset list_assets update_asset delete_asset transform_asset create_collection add_to_collection tag_asset
    get_asset_analytics`,
  wallet: `create_wallet get_balance credit debit transfer get_transactions create_ledger_entry freeze_wallet unfreeze_wallet
    get_wallet_summary`,
  salesforce: `sync_contacts create_lead update_lead convert_lead create_opportunity update_opportunity_stage get_sync_status configure_mapping`,
} as const

type Block = keyof typeof skills

/** Operations of a block that are no skill: what the API's references and deployments offer besides. */
const further: { readonly [B in Block]: string } = {
  auth: `verify_magic_link logout_everywhere`,
  onboarding: `add_journey_step update_journey_step delete_journey_step list_user_journeys list_all_user_journeys get_user_journey
    suspend_user_journey resume_user_journey list_mail_templates create_mail_template publish_mail_template`,
  files: `approve_file upload_file_version make_file_public make_file_private list_file_access grant_file_access revoke_file_access
    list_file_shares revoke_share list_folders delete_folder list_categories multipart_presign_upload get_multipart_upload
    multipart_complete_upload`,
  crm: `recover_contact get_deal list_pipelines get_pipeline`,
  forms: `list_form_versions create_submission update_submission cancel_submission resend_magic_link list_slots list_appointments
    get_appointment book_appointment confirm_appointment cancel_appointment open_public_form send_form_code verify_form_code
    save_public_form submit_public_form`,
  content: `recover_post unlike_post list_series get_series list_series_posts remove_from_series reorder_series reply_to_comment delete_comment
    like_comment dislike_comment list_tags list_categories get_author`,
  products: `list_product_trash recover_product list_variants update_variant delete_variant list_stock create_stock list_warehouses create_warehouse
    list_prices update_price list_product_images approve_product_image publish_product_image delete_product_image
    list_product_categories`,
  sales: `get_plan update_plan list_subscriptions list_customers get_invoice list_payments list_coupons void_coupon get_stripe_sync`,
  rewards: `list_customers get_customer_loyalty list_reward_history list_catalog_rewards create_catalog_reward list_challenges
    list_challenge_completions list_tiers`,
  geolocation: `get_place update_place delete_place list_geofences get_geofence update_geofence delete_geofence register_tracked get_tracked
    list_geofence_events`,
  realtime: `get_channel mark_channel_read create_socket_token`,
  search: `list_documents get_document list_indexes get_index`,
  jarvis: `list_identities get_identity register_identity update_identity list_identity_contexts create_identity_context
    list_identity_conversations create_identity_conversation list_identity_messages send_identity_message get_identity_content
    list_entities get_entity create_entity update_entity delete_entity list_entity_contexts create_entity_context
    list_entity_conversations create_entity_conversation list_entity_messages send_entity_message stream_entity_message
    query_entity_files register_entity add_entity_prompt sdk_create_entity_context sdk_send_entity_message sdk_send_entity_message_stream
    stream_agent_thread_message stream_prompt_version_execution stream_prompt_execution create_agent_run query_conversation
    list_conversation_messages update_conversation rename_conversation archive_conversation restore_conversation delete_conversation
    delete_agent list_agent_threads create_agent_thread get_agent_thread list_agent_thread_messages send_agent_thread_message
    list_agent_runs get_agent_run list_prompts get_prompt update_prompt delete_prompt render_prompt list_prompt_versions
    get_prompt_version publish_prompt_version list_prompt_executions get_prompt_execution list_workflows get_workflow
    list_workflow_steps create_workflow_step get_workflow_instance step_workflow_instance suspend_workflow_instance
    resume_workflow_instance list_clusters get_cluster add_cluster_member remove_cluster_member list_tools get_tool update_tool
    delete_tool`,
  university: `list_subjects create_subject list_lessons get_lesson validate_enrollment get_enrollment verify_certificate
    list_quizzes get_quiz start_quiz answer_question list_quiz_attempts`,
  companies: `list_companies update_org_settings list_teams get_team list_memberships remove_membership list_invitations cancel_invitation
    accept_invitation decline_invitation`,
  assets: `upload_asset_file list_asset_trash untag_asset list_asset_tags list_renditions delete_rendition list_collections list_collection_assets
    remove_from_collection`,
  wallet: `list_wallets create_otp list_ledger_entries`,
  salesforce: `list_leads get_lead list_opportunities get_opportunity sync_leads sync_opportunities list_sync_jobs get_mapping`,
}

/** Blocks that are not declared yet. */
const toCome: readonly Block[] = []

const blocks = Object.keys(skills) as Block[]
const fileOf = (block: Block): URL => new URL(`${block}.ts`, import.meta.url)
const declared = blocks.filter((block) => existsSync(fileOf(block)))
const namesIn = (list: string): string[] => list.split(/\s+/).filter((name) => name !== '')

test('the platform lists 212 skills in 18 blocks, each once in its block', () => {
  const all = blocks.flatMap((block) => [...new Set(namesIn(skills[block]))])
  expect([blocks.length, all.length, blocks.flatMap((block) => namesIn(skills[block])).length]).toEqual([18, 212, 212])
})

describe.each(declared)('%s', (block) => {
  test('declares each of its skills under its name in camelCase, and besides them what it lists as further', async () => {
    const module: object = await import(fileOf(block).href)
    const exported = operationsOf(module).map(([name]) => name)
    const listed = namesIn(`${skills[block]} ${further[block]}`)
    expect(exported.toSorted()).toEqual(listed.toSorted())
    expect(exported.map((name) => exportName(name)).filter((name) => !Object.hasOwn(module, name))).toEqual([])
  })
})

test('every block is declared or said to be still to come, not both', () => {
  expect([...declared, ...toCome].toSorted()).toEqual(blocks.toSorted())
})
