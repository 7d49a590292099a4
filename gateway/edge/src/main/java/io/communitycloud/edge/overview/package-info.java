/** The state of every part, for people. */
@NullMarked
package io.communitycloud.edge.overview;

import org.jspecify.annotations.NullMarked;
