// Package result writes the folder of results, and reads back what the next step of the
// walk needs of it.
//
// Tables are CSV with commas and UTF-8. Times are local in the plan's zone, and in RFC
// 3339 where the clocks show them twice. Numbers of forecast.csv and requirement.csv have
// as many digits as it takes to read back the very same, those that nothing reads back
// have six; a value that does not exist is an empty cell. A name that a spreadsheet would
// take for a calculation has an apostrophe before it, which reading takes away again
// (table.Guard).
//
//	forecast.csv     queue,start,end,mean,p10,p50,p90,correlation,factor NAME...
//	requirement.csv  queue,start,end,work,open,minimum,agents,contacts,load,target,missed,absorb,due
//	roster.csv       agent,start,end,kind,breaks,duties,locked
//	coverage.csv     queue,start,end,required,supplied,heads,contacts,missed
//	service.csv      queue,measure,goal,mean,low,high
//	findings.json    {"version":1,"kind":"findings","findings":[...],"explanations":[...]}
package result
