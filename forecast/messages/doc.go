// Package messages turns raw exports of a team's posts, tickets or interval reports into
// what planning needs: the history of every queue and the parameters that it is planned by.
//
// A Collector takes rows one by one, in any order, and keeps about 40 bytes of each: no
// text, no names of customers. Result then rebuilds the conversations from the reply links
// and measures them. What a message says never reaches this package.
package messages
