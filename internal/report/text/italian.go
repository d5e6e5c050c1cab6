package text
var italian, russian speech
