/** The parts an index consists of: what is in memory, what lies in the store's maps, and sorted files. */
@NullMarked
package io.communitycloud.store.layer;

import org.jspecify.annotations.NullMarked;
