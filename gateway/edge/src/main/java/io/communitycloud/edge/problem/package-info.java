/** What the edge itself refuses, in words every service uses. */
@NullMarked
package io.communitycloud.edge.problem;

import org.jspecify.annotations.NullMarked;
