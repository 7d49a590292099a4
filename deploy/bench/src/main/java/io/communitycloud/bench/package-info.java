/** What the edge is measured against. */
@NullMarked
package io.communitycloud.bench;

import org.jspecify.annotations.NullMarked;
