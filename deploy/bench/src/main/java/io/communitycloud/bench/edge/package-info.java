/** What one hop through the edge costs, and which policy costs it. */
@NullMarked
package io.communitycloud.bench.edge;

import org.jspecify.annotations.NullMarked;
