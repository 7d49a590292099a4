/** Partner systems at the door: signature, address, grant, quota and maintenance, before anything is routed. */
@NullMarked
package io.communitycloud.edge.partner;

import org.jspecify.annotations.NullMarked;
