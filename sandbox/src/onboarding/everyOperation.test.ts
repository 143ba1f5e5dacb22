import { contract } from '../testing/contract.ts'
import { onboardingContract } from './testing/onboardingContract.ts'

await contract(onboardingContract)
