/** Tests of what the door knows of partners. */
@NullMarked
package io.communitycloud.edge.partner;

import org.jspecify.annotations.NullMarked;
