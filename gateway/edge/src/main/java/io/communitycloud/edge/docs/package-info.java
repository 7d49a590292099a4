/** What the services publish about themselves, and what their problems mean, in one place. */
@NullMarked
package io.communitycloud.edge.docs;

import org.jspecify.annotations.NullMarked;
