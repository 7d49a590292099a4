/** The embedded store measured, and killed. */
@NullMarked
package io.communitycloud.bench.store;

import org.jspecify.annotations.NullMarked;
