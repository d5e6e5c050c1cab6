package settings

import (
	"bytes"
	"encoding/json"
	"maps"
)

// Schema is the JSON Schema of turno.yaml, for editors. It is made from the same records
// that decode the file.
func Schema() []byte {
	s := maps.Clone(teamRecord.schema())
	s["$schema"] = "http://json-schema.org/draft-07/schema#"
	s["title"] = "turno.yaml: the plan of a team"
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(s); err != nil { // a schema holds maps, lists, texts and numbers only
		panic(err)
	}
	return b.Bytes()
}
