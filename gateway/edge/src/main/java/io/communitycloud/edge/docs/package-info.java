/** What the services publish about themselves, in one place. */
@NullMarked
package io.communitycloud.edge.docs;

import org.jspecify.annotations.NullMarked;
