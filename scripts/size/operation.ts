import { getEntity } from '@blockstate/core/jarvis'

document.title = getEntity.path
