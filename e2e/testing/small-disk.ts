/** A disk that can run full, for an app that is looked at in a browser: that of the store's own tests. */
export { openSmallDisk } from '../../lib/store/testing/small-disk';
