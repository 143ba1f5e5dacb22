import { contract } from '../testing/contract.ts'
import { geolocationContract } from './testing/geolocationContract.ts'

await contract(geolocationContract)
