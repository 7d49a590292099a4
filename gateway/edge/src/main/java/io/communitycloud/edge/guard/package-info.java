/** What is refused or taken off at the door, whoever calls. */
@NullMarked
package io.communitycloud.edge.guard;

import org.jspecify.annotations.NullMarked;
