package result

import (
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/schedule/staffing"
)

func TestReadReference(t *testing.T) {
	cases, err := ReadReference("reference.csv", strings.NewReader(staffing.ReferenceCSV))
	require.NoError(t, err)
	require.Len(t, cases, 845)
	assert.Equal(t, "erlang_b", cases[0].Model)
	for _, bad := range []struct{ rows, want string }{
		{"", "empty"},
		{"id,model,params\n", "metric"},
		{"id,model,params,metric,value,rel_tol\n", "no rows"},
		{"id,model,params,metric,value,rel_tol\na,b,c,d,NaN,1e-9\n", "x.csv:2:9: \"NaN\": expected a number"},
		{"id,model,params,metric,value,rel_tol\na,b,c,d,1,-1\n", "x.csv:2:11: \"-1\""},
		{"id,model,params,metric,value,rel_tol\na,,c,d,1,1\n", "expected the case's model"},
		{"id,model,params,metric,value,rel_tol\na,b\n", "the row has 2 cells"},
	} {
		_, err := ReadReference("x.csv", strings.NewReader(bad.rows))
		require.ErrorContains(t, err, bad.want)
	}
}

func FuzzReadReference(f *testing.F) {
	f.Add(staffing.ReferenceCSV[:2000])
	f.Add("id;model;params;metric;value;rel_tol\n\"a\";b;\"n=1;a=2\";d;0x1p3;1e-9")
	f.Fuzz(func(t *testing.T, s string) {
		cases, err := ReadReference("x.csv", strings.NewReader(s))
		if err != nil {
			return
		}
		for _, c := range cases {
			assert.False(t, math.IsNaN(c.Value) || c.Tolerance < 0 || c.ID == "" || c.Model == "")
		}
	})
}
