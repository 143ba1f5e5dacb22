import { Price, Product, ProductCategory, ProductImage, Stock, Variation, Warehouse } from '@blockstate/core/products'
import { counted, stored } from '../database/table.ts'

export const products = counted(Product, 'products_products', 'Product')
export const variations = stored(Variation, 'products_variations', 'Variation')
export const warehouses = stored(Warehouse, 'products_warehouses', 'Warehouse')
export const stocks = counted(Stock, 'products_stock', 'Stock')
export const prices = counted(Price, 'products_prices', 'Price')
export const images = stored(ProductImage, 'products_images', 'Image')
export const categories = counted(ProductCategory, 'products_categories', 'Category')
