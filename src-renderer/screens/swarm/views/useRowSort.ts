import { ref, type Ref } from 'vue';
import type { RowSort } from '../../../canvas/rowOrder';

const sort = ref<RowSort>('group');

/** By which the rows of pieces are sorted; it outlives a view that is hidden for a while. */
export const useRowSort = (): Ref<RowSort> => sort;
