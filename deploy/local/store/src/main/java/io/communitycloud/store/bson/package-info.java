/** Documents as bytes: the wire's own form and an order-preserving form for keys. */
@NullMarked
package io.communitycloud.store.bson;

import org.jspecify.annotations.NullMarked;
