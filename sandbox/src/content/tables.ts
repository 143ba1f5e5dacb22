import { Author, Category, Comment, Post, PostVersion, Series, Tag } from '@blockstate/core/content'
import { counted, stored } from '../database/table.ts'

/** Told from two viewpoints: a read says which (`viewpoint`). */
export const posts = counted(Post, 'content_posts', 'Post')
export const postVersions = stored(PostVersion, 'content_post_versions', 'Post Version')
export const comments = counted(Comment, 'content_comments', 'Comment')
export const series = counted(Series, 'content_series', 'Series')
export const tags = counted(Tag, 'content_tags', 'Tag')
export const categories = counted(Category, 'content_categories', 'Category')
export const authors = counted(Author, 'content_identities', 'Identity')
