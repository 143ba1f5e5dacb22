import { contract } from '../testing/contract.ts'
import { productsContract } from './testing/productsContract.ts'

await contract(productsContract)
