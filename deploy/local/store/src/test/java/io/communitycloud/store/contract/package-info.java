/** What services may expect of a store, be it the embedded one or a real MongoDB. */
@NullMarked
package io.communitycloud.store.contract;

import org.jspecify.annotations.NullMarked;
