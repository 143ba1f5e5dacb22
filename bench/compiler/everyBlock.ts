import { call, collection, createClient, mutation, query } from '@blockstate/core'
import * as assets from '@blockstate/core/assets'
import * as auth from '@blockstate/core/auth'
import * as companies from '@blockstate/core/companies'
import * as content from '@blockstate/core/content'
import * as crm from '@blockstate/core/crm'
import * as files from '@blockstate/core/files'
import * as forms from '@blockstate/core/forms'
import * as geolocation from '@blockstate/core/geolocation'
import * as jarvis from '@blockstate/core/jarvis'
import * as onboarding from '@blockstate/core/onboarding'
import * as products from '@blockstate/core/products'
import * as realtime from '@blockstate/core/realtime'
import * as rewards from '@blockstate/core/rewards'
import * as sales from '@blockstate/core/sales'
import * as salesforce from '@blockstate/core/salesforce'
import { create23BlocksClient } from '@blockstate/core/sdk'
import * as search from '@blockstate/core/search'
import * as university from '@blockstate/core/university'
import * as wallet from '@blockstate/core/wallet'

// What an app of all eighteen blocks writes: a list, a record and a write of each, and the SDK's names. Compiled and measured, never run.

const client = createClient({ appId: 'compiled' })
const id = 'one'

/** A list, a record and a write of each block, with the types they infer in use. */
export const used = [
  collection(client, assets.listAssets, {}).get().items[0]?.unique_id,
  query(client, assets.getAsset, { unique_id: id }).get().data?.created_at,
  mutation(client, assets.deleteAsset).mutate({ unique_id: id }),
  query(client, auth.getProfile, {}).get().data?.email,
  mutation(client, auth.updateProfile).mutate({ first_name: 'Ines' }),
  collection(client, auth.listApiKeys, {}).get().items[0]?.name,
  collection(client, companies.listTeams, {}).get().items[0]?.unique_id,
  query(client, companies.getTeam, { id }).get().data?.created_at,
  mutation(client, companies.removeMembership).mutate({ id }),
  collection(client, content.listPosts, {}).get().items[0]?.title,
  query(client, content.getPost, { id }).get().data?.likes_count,
  mutation(client, content.likePost).mutate({ id }),
  collection(client, crm.listContacts, { search: 'a' }).get().items[0]?.first_name,
  query(client, crm.getContact, { id }).get().data?.email,
  mutation(client, crm.updateContact).mutate({ id, first_name: 'Ines' }),
  collection(client, files.listFiles, { unique_id: id }).get().items[0]?.unique_id,
  query(client, files.getFile, { unique_id: id, unique_file_id: id }).get().data?.created_at,
  mutation(client, files.deleteFile).mutate({ unique_id: id, unique_file_id: id }),
  collection(client, forms.listForms, {}).get().items[0]?.unique_id,
  query(client, forms.getForm, { unique_id: id }).get().data?.created_at,
  mutation(client, forms.deleteForm).mutate({ unique_id: id }),
  collection(client, geolocation.listPlaces, {}).get().items[0]?.name,
  query(client, geolocation.getPlace, { id }).get().data?.created_at,
  mutation(client, geolocation.deletePlace).mutate({ id }),
  collection(client, jarvis.listEntities, {}).get().items[0]?.name,
  query(client, jarvis.getEntity, { id }).get().data?.contexts_count,
  mutation(client, jarvis.updateEntity).mutate({ id, name: 'Lock' }),
  collection(client, onboarding.listJourneys, {}).get().items[0]?.unique_id,
  query(client, onboarding.getJourney, { unique_id: id }).get().data?.created_at,
  mutation(client, onboarding.deleteJourney).mutate({ unique_id: id }),
  collection(client, products.listProducts, {}).get().items[0]?.unique_id,
  query(client, products.getProduct, { unique_id: id }).get().data?.created_at,
  mutation(client, products.deleteProduct).mutate({ unique_id: id }),
  collection(client, realtime.listChannels, {}).get().items[0]?.unique_id,
  query(client, realtime.getChannel, { id }).get().data?.created_at,
  mutation(client, realtime.markChannelRead).mutate({ id }),
  collection(client, rewards.listBadges, {}).get().items[0]?.unique_id,
  query(client, rewards.getBalance, { unique_id: id }).get().data,
  collection(client, rewards.listChallenges, {}).get().items[0]?.unique_id,
  collection(client, sales.listInvoices, {}).get().items[0]?.unique_id,
  query(client, sales.getInvoice, { unique_id: id }).get().data?.created_at,
  mutation(client, sales.cancelSubscription).mutate({ unique_id: id }),
  collection(client, salesforce.listLeads, {}).get().items[0]?.unique_id,
  query(client, salesforce.getLead, { id }).get().data?.created_at,
  query(client, salesforce.getSyncStatus, {}).get().data,
  collection(client, search.listIndexes, {}).get().items[0]?.unique_id,
  query(client, search.getIndex, { id }).get().data?.created_at,
  mutation(client, search.deleteDocument).mutate({ id }),
  collection(client, university.listCourses, {}).get().items[0]?.unique_id,
  query(client, university.getCourse, { unique_id: id }).get().data?.created_at,
  call(client, university.listLessons, {}),
  collection(client, wallet.getTransactions, { unique_id: id, wallet_code: 'main' }).get().items[0]?.amount,
  query(client, wallet.getBalance, { unique_id: id, wallet_code: 'main' }).get().data?.created_at,
  mutation(client, wallet.freezeWallet).mutate({ unique_id: id, wallet_code: 'main' }),
]

const sdk = create23BlocksClient({ apiKey: 'compiled', apiUrl: 'https://api.23blocks.com/v1' })

/** The same through the SDK's names. */
export const named = [
  sdk.jarvis.entities.list({ page: 2 }),
  sdk.jarvis.entities.sendMessage(id, id, { content: 'Hello' }),
  sdk.crm.contacts.update(id, { first_name: 'Ines' }),
  sdk.content.posts.like(id),
  sdk.wallet.getBalance(id, 'main'),
  sdk.sales.invoices.get(id),
]
