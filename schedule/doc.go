// Package schedule holds the words of work: the queues with their targets, the team with
// its contracts and rules, what is required, who works when, what that covers, and what
// was found wrong.
//
// The packages below it turn one of these into the next: staffing makes Requirements,
// roster makes Rosters, check makes Findings and Coverage, simulate tells the service.
package schedule
