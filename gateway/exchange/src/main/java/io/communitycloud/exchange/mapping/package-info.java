/** The mapping language of the manifests. */
@NullMarked
package io.communitycloud.exchange.mapping;

import org.jspecify.annotations.NullMarked;
