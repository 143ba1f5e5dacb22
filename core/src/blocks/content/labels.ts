import { op, paged, resource } from '../../declare/index.ts'

/** A word that posts are found by. */
export const Tag = resource('tag', { name: 'string', description: 'string?', posts_count: 'integer!?' })

/** A shelf that posts stand on; shelves may stand in one another. */
export const Category = resource('category', {
  name: 'string',
  description: 'string?',
  parent_id: 'uuid|null?',
  posts_count: 'integer!?',
  children: 'ref[]!?',
})

/** Somebody who writes here. */
export const Author = resource('user_identity', {
  email: 'email!?',
  username: 'string!?',
  display_name: 'string!',
  avatar_url: 'url!?',
  bio: 'string!?',
  posts_count: 'integer!?',
  comments_count: 'integer!?',
})

export const listTags = op('GET content/tags', { about: 'Page through tags by name', query: paged({ search: 'string?' }), returns: [Tag] })
export const createTag = op('POST content/tags', { about: 'Make a tag; its name must be new', body: Tag, returns: Tag })
export const listCategories = op('GET content/categories', {
  about: 'Page through categories by name',
  query: paged({ search: 'string?' }),
  returns: [Category],
})
export const createCategory = op('POST content/categories', {
  about: 'Make a category, at the top or inside another',
  body: Category,
  returns: Category,
})
export const getAuthor = op('GET content/identities/:id', { about: 'Read who somebody is and how much they wrote', returns: Author })
